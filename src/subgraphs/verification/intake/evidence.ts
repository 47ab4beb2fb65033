import { cleanMoment } from '../../../kernel/input/moments.ts';
import type { Problems } from '../../../kernel/input/problems.ts';
import { compact, requiredText } from '../../../kernel/input/text.ts';

/** What a check looked at, as the caller says. */
export interface EvidenceInput {
  digest: string;
  mediaType: string;
  uri?: string | null;
  retainUntil?: string | null;
}

/** What a check looked at. */
export interface EvidenceContent {
  /** SHA-256, in lower-case hexadecimal. */
  digest: string;
  /** In lower case. */
  mediaType: string;
  uri?: string;
  retainUntil?: Date;
}

const URI_MAX_LENGTH = 2_000;
/** Schemes that hold the content itself, or run it. */
const REFUSED_SCHEMES: ReadonlySet<string> = new Set(['data:', 'javascript:', 'vbscript:']);
/** RFC 6838 §4.2. */
const MEDIA_TYPE = /^[a-z0-9][a-z0-9!#$&^_.+-]{0,126}\/[a-z0-9][a-z0-9!#$&^_.+-]{0,126}$/;

/** A reference to what was looked at. */
export function cleanEvidence(problems: Problems, path: string, input: EvidenceInput): EvidenceContent | undefined {
  const before = problems.list.length;
  const digest = input.digest.toLowerCase();
  if (!/^[0-9a-f]{64}$/.test(digest))
    problems.add(`${path}.digest`, 'Expected a SHA-256 digest: 64 hexadecimal digits.');
  const mediaType = input.mediaType.toLowerCase();
  if (!MEDIA_TYPE.test(mediaType)) problems.add(`${path}.mediaType`, 'Expected a media type such as image/jpeg.');
  const uri = cleanUri(problems, `${path}.uri`, input.uri);
  const retainUntil = cleanMoment(problems, `${path}.retainUntil`, input.retainUntil);
  return problems.list.length > before ? undefined : compact<EvidenceContent>({ digest, mediaType, uri, retainUntil });
}

function cleanUri(problems: Problems, path: string, text: string | null | undefined): string | undefined {
  if (text == null) return undefined;
  const uri = requiredText(problems, path, text, URI_MAX_LENGTH);
  if (uri === undefined) return undefined;
  if (!URL.canParse(uri) || REFUSED_SCHEMES.has(new URL(uri).protocol)) {
    return problems.add(path, 'Expected an absolute URI such as s3://bucket/key.');
  }
  return uri;
}
