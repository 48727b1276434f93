# Brownout, to run scenarios that are mounted at /work: docker run -v ./scenarios:/work brownout run
ARG BASE=node:24-slim

FROM ${BASE} AS build
WORKDIR /build
COPY . .
# A context that `npm run image-context` has made holds both already, and needs no registry.
RUN [ -d dist ] || { npm ci --ignore-scripts && npm run build \
    && npm prune --ignore-scripts --omit=dev; }

FROM ${BASE}
# Where scenarios at /work find it by its name.
COPY --from=build /build/node_modules /node_modules
COPY --from=build /build/package.json /node_modules/brownout/
COPY --from=build /build/dist /node_modules/brownout/dist
COPY --from=build /build/schemas /node_modules/brownout/schemas
COPY --from=build /build/cli/template /node_modules/brownout/cli/template
WORKDIR /work
USER node
# What is healthy differs by verb (serve, proxy; run ends by itself): see docker-compose.yml.
ENTRYPOINT ["node", "/node_modules/brownout/dist/cli/main.js"]
CMD ["--help"]
