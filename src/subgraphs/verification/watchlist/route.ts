import { demand } from '../../../kernel/actor.ts';
import { Refusal } from '../../../kernel/http/body.ts';
import type { Route, RouteAnswer } from '../../../kernel/http/route.ts';
import { Problems } from '../../../kernel/input/problems.ts';
import { cleanSlug } from '../../../kernel/input/slug.ts';
import type { RequestContext } from '../../subgraph.ts';
import type { Context } from '../context.ts';
import { FORMATS, isFormat } from './formats.ts';
import { loadWatchlist } from './load.ts';
import { spool } from './spool.ts';

/**
 * `POST /watchlists/<name>?format=ofac` with the files of a list as `multipart/form-data`: puts them in use in place of the
 * earlier version. Answers 200 with what is in use now, or 422 with all that is wrong, by part and line.
 */
export function watchlistRoute(contextOf: (request: RequestContext) => Context): Route<RequestContext> {
  return {
    prefix: '/watchlists/',
    async handle({ method, rest, incoming, enter }): Promise<RouteAnswer> {
      const context = contextOf(await enter());
      demand(context.actor, 'watchlist:admin');
      if (method !== 'POST') throw new Refusal(405, 'Expected POST.', { allow: 'POST' });
      const problems = new Problems();
      const list = cleanSlug(problems, 'name', rest);
      const { searchParams } = new URL(incoming.url ?? '/', 'http://hub');
      const format = searchParams.get('format') ?? '';
      if (!isFormat(format)) problems.add('format', `Expected one of ${Object.keys(FORMATS).join(', ')}.`);
      if (list === undefined || !isFormat(format)) {
        incoming.resume();
        return { status: 422, body: problems.invalid() };
      }
      const smaller = searchParams.get('smaller') === 'true';
      await using form = await spool(incoming, FORMATS[format].parts);
      const outcome = await loadWatchlist(context, { list, format, files: form.files, smaller });
      return { status: outcome.__typename === 'InvalidInput' ? 422 : 200, body: outcome };
    },
  };
}
