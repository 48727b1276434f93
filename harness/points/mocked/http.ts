import {
  http as msw,
  type DefaultBodyType,
  type HttpCustomPredicate,
  type HttpHandler,
  type HttpResponseResolver,
  type Path,
  type PathParams,
  type RequestHandlerOptions,
} from 'msw';

declare const label: unique symbol;

/** A handler of MSW's, whose type has the label of the calls it answers: `POST /book`. */
export interface LabelledHandler<Label extends string = string> extends HttpHandler {
  readonly [label]: Label;
}

/** The labels that handlers answer; any text where their types do not say. */
export type LabelOf<Handler> = Handler extends LabelledHandler<infer Label> ? Label : string;

/** Makes a handler for requests of one method. */
export type HandlerMaker<Method extends string> = <
  Params extends PathParams<keyof Params> = PathParams,
  RequestBody extends DefaultBodyType = DefaultBodyType,
  ResponseBody extends DefaultBodyType = undefined,
  At extends Path = Path,
>(
  path: At | HttpCustomPredicate<Params>,
  resolver: HttpResponseResolver<Params, RequestBody, ResponseBody>,
  options?: RequestHandlerOptions,
) => LabelledHandler<`${Method} ${At extends string ? At : string}`>;

/** Makers of handlers, by method; `all` answers every one. */
export interface Http {
  readonly all: typeof msw.all;
  readonly head: HandlerMaker<'HEAD'>;
  readonly get: HandlerMaker<'GET'>;
  readonly post: HandlerMaker<'POST'>;
  readonly put: HandlerMaker<'PUT'>;
  readonly delete: HandlerMaker<'DELETE'>;
  readonly patch: HandlerMaker<'PATCH'>;
  readonly options: HandlerMaker<'OPTIONS'>;
}

/**
 * MSW's `http`, with handlers whose types know their labels.
 *
 * @example
 * api([http.post('/book', () => HttpResponse.json({ id: nonce('BK') }))])
 */
export const http: Http = msw as unknown as Http;
