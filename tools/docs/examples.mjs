import { Converter, ReflectionKind } from 'typedoc';

/** A plugin of typedoc: what the public API gives to be called or read shows how, by an `@example`. */
export function load(app) {
  app.converter.on(Converter.EVENT_RESOLVE_END, ({ project }) => {
    const kinds = ReflectionKind.Function | ReflectionKind.Variable | ReflectionKind.Class;
    const exported = project.children?.find(({ name }) => name === 'index')?.children ?? [];
    for (const one of exported.filter(({ kind }) => (kind & kinds) !== 0)) {
      const comments = [one, ...(one.signatures ?? [])].map(({ comment }) => comment);
      if (comments.some((comment) => comment?.getTag('@example'))) continue;
      app.logger.warn(`${one.getFullName()} has no @example`);
    }
  });
}
