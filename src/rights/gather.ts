import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import type { GraphQLSchema } from 'graphql';
import type { Clock } from '../kernel/clock.ts';
import type { Signer } from '../kernel/signer.ts';
import { type ArchiveFile, type FileEntry, archiveOf, textContent } from './archive.ts';
import type { Ask } from './graph.ts';
import { writeHtml } from './html.ts';
import { jsonSchemaOf } from './json-schema.ts';
import { writeJson } from './json.ts';
import type { Item } from './section.ts';
import { SECTIONS, WITH_FILES } from './sections.ts';

/** A stored file, as it is given out. */
export interface StoredFile {
  mediaType: string;
  content: AsyncIterable<Uint8Array>;
}

/** What archives are made from. */
export interface GatherOptions {
  ask: Ask;
  /** What the graph's fields are. */
  schema: GraphQLSchema;
  /** Opens a stored file; undefined when it is not there any more. */
  openFile(id: string): Promise<StoredFile | undefined>;
  signer: Signer;
  clock: Clock;
}

/** What an archive is for. */
export interface Order {
  exportId: string;
  caseId: string;
  personId: string;
  kind: 'ACCESS' | 'PORTABILITY';
}

/** What is known of an archive once all of it was read. */
export interface Sealed {
  /** SHA-256 of its manifest, in hexadecimal. */
  digest: string;
}

/** What the header of a manifest's signature says it is. */
const MANIFEST_TYPE = 'selfsame-manifest+jwt';

const ENDINGS: Readonly<Record<string, string>> = {
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/webp': 'webp',
  'application/pdf': 'pdf',
  'video/mp4': 'mp4',
};

/** One person's archive as a ZIP stream; `sealed` is called once its manifest is made. */
export function gather(options: GatherOptions, order: Order, sealed: (manifest: Sealed) => void): Readable {
  const now = options.clock.now();
  return archiveOf(
    filesOf(options, order, now),
    (entries) => manifestOf(options.signer, { order, now, entries, sealed }),
    now,
  );
}

async function* filesOf(options: GatherOptions, order: Order, now: Date): AsyncGenerator<ArchiveFile> {
  const { ask, schema, openFile } = options;
  const { caseId, exportId, kind, personId } = order;
  const sections = SECTIONS[kind];
  const files = new Set<string>();
  const head = { format: 'selfsame-person/1', kind, caseId, exportId, createdAt: now.toISOString() };
  const read = { ask, personId };
  if (kind === 'ACCESS') {
    const preface = { title: 'What is known about you', text: PREFACE };
    yield { name: 'index.html', mediaType: 'text/html', content: writeHtml(preface, sections, read) };
  }
  yield {
    name: 'person.json',
    mediaType: 'application/json',
    content: writeJson(head, sections, {
      ...read,
      seen(section, item) {
        if (section === WITH_FILES) for (const id of storedFiles(item)) files.add(id);
      },
    }),
  };
  const jsonSchema = jsonSchemaOf(schema, sections, {
    format: { const: head.format },
    kind: { const: kind },
    caseId: { type: 'string' },
    exportId: { type: 'string' },
    createdAt: { type: 'string', format: 'date-time' },
  });
  const text = `${JSON.stringify(jsonSchema, null, 2)}\n`;
  yield { name: 'person.schema.json', mediaType: 'application/schema+json', content: textContent(text) };
  for (const id of files) {
    const file = await openFile(id);
    if (!file) continue;
    const name = `evidence/${id}.${ENDINGS[file.mediaType] ?? 'bin'}`;
    yield { name, mediaType: file.mediaType, content: file.content };
  }
}

const PREFACE = [
  'This is what this hub of identity data knows about you, where it comes from, who used it and why. The same stands in person.json, for machines; person.schema.json says what its fields mean. Files that you or others handed in lie in the folder evidence.',
  'manifest.json lists every file with its SHA-256. It is signed in manifest.jws, so that anybody can find out that nothing was changed.',
  'You can ask for a wrong value to be put right, for erasure, for restriction, and that your data is not used for a purpose; you can take a consent back at any time; and you can complain to the supervisory authority.',
];

function storedFiles(verification: Item): string[] {
  const checks = verification['checks'] as { evidenceFiles: { id: string; state: string }[] | null }[];
  return checks.flatMap(({ evidenceFiles }) =>
    (evidenceFiles ?? []).filter(({ state }) => state === 'STORED').map(({ id }) => id),
  );
}

/** The manifest, and its signature: a token (RFC 7515) whose payload is the manifest, byte for byte. */
function manifestOf(
  signer: Signer,
  {
    order,
    now,
    entries,
    sealed,
  }: { order: Order; now: Date; entries: readonly FileEntry[]; sealed: (manifest: Sealed) => void },
): ArchiveFile[] {
  const { caseId, exportId, kind } = order;
  const manifest = {
    format: 'selfsame-manifest/1',
    kind,
    caseId,
    exportId,
    createdAt: now.toISOString(),
    files: entries,
  };
  const text = JSON.stringify(manifest);
  sealed({ digest: createHash('sha256').update(text).digest('hex') });
  return [
    { name: 'manifest.json', mediaType: 'application/json', content: textContent(text) },
    {
      name: 'manifest.jws',
      mediaType: 'application/jose',
      content: textContent(signer.signToken(MANIFEST_TYPE, manifest)),
    },
  ];
}
