/**
 * Generates what is derived from the schema: the resolver types of each subgraph, the composed supergraph and API, and
 * the tables of the documentation. `node codegen.ts` writes them; `node codegen.ts --check` fails when one of
 * them is not what would be written.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { type CodegenConfig, generate } from '@graphql-codegen/cli';
import { Kind, parse, print, visit } from 'graphql';
import type { ObjectTypeDefinitionNode } from 'graphql';
import { Fault } from './src/kernel/faults.ts';
import { compose, composedFiles, formatCompositionErrors } from './src/schema/compose.ts';
import { type SubgraphSource, readConfig } from './src/schema/config.ts';
import { TABLES, fillTable } from './src/schema/docs.ts';
import { isMissing } from './src/schema/files.ts';

/**
 * Types whose parent value in resolvers is a row of the subgraph's own, `<Type>Model` in its `models.ts`, because it
 * differs from what clients see. All other types are passed on as the schema has them.
 */
const MODELS: Readonly<Record<string, readonly string[]>> = {
  person: [
    'Person',
    'SourceRecord',
    'Claim',
    'System',
    'PersonRecorded',
    'RecordForgotten',
    'FieldOverridden',
    'OverrideReleased',
    'SystemRegistered',
    'GlassBroken',
    'BrokenGlassChange',
    'PersonChange',
    'MatchResolved',
    'MatchReviewChange',
    'ConflictResolved',
    'MatchLink',
    'MatchHow',
    'MatchSide',
    'MatchCandidate',
    'SearchHit',
  ],
  verification: [
    'Verification',
    'Check',
    'VerificationRequested',
    'CheckResultRecorded',
    'VerificationCancelled',
    'VerificationChange',
    'EvidenceFile',
    'LegalHold',
    'LegalHoldPlaced',
    'LegalHoldReleased',
    'EvidenceDeleted',
    'Vendor',
    'VendorMessage',
    'VendorRegistered',
    'VendorSecretAdded',
    'VendorSecretRemoved',
    'VendorMessageReplayed',
    'CheckStarted',
    'CheckPolled',
  ],
  decision: [
    'Decision',
    'DecisionRecorded',
    'DecisionChange',
    'Policy',
    'PolicyVersion',
    'PolicyChanged',
    'Journey',
    'Signal',
    'JourneyDefinition',
    'JourneyPublished',
    'JourneyRetired',
    'JourneyNoted',
    'JourneyStarted',
    'JourneyCancelled',
    'JourneyResumed',
    'JourneyChange',
    'Review',
    'ReviewNote',
    'ReviewUpdated',
    'ReviewChange',
    'ReviewConnection',
    'PolicyDifference',
    'OverrideProposal',
    'OverrideProposed',
  ],
  consent: [
    'Consent',
    'ConsentRecorded',
    'ConsentChange',
    'Purpose',
    'PurposeRegistered',
    'PurposeRetired',
    'Erasure',
    'ErasureOpened',
    'ErasureAcknowledged',
    'Notice',
    'NoticePublished',
    'ConsentEvent',
    'RetentionPolicy',
    'RetentionRun',
    'Hold',
    'HoldPlaced',
    'HoldReleased',
    'ReceiptVerification',
    'Case',
    'CaseOpened',
    'CaseChanged',
    'CaseChange',
    'CaseStep',
    'CaseCorrection',
    'ExportOffered',
  ],
};

const ROOTS = ['Query', 'Mutation', 'Subscription'];

interface GeneratedFile {
  path: string;
  text: string;
}

async function generateAll(): Promise<GeneratedFile[]> {
  const config = await readConfig();
  const composition = compose(config);
  if (composition.supergraphSdl === undefined) throw new Error(formatCompositionErrors(composition.errors));
  return [
    ...composedFiles(composition),
    ...(await generateTypes(config.subgraphs)),
    ...(await Promise.all(Object.keys(TABLES).map((path) => fillPage(path, composition.apiSdl)))),
  ];
}

async function fillPage(path: string, apiSdl: string): Promise<GeneratedFile> {
  let text = await readFile(path, 'utf8');
  for (const [name, tableOf] of Object.entries(TABLES[path]!)) text = fillTable(text, name, tableOf(apiSdl));
  return { path, text };
}

async function generateTypes(subgraphs: readonly SubgraphSource[]): Promise<GeneratedFile[]> {
  const outputs = subgraphs.map((subgraph): [string, CodegenConfig['generates'][string]] => [
    typesFile(subgraph),
    {
      schema: withoutDescriptions(subgraph.sdl),
      plugins: ['typescript', 'typescript-resolvers'],
      config: {
        federation: true,
        contextType: './context.ts#Context',
        mappers: {
          ...Object.fromEntries(references(subgraph).map((type) => [type, `Pick<${type}, 'id'> & Partial<${type}>`])),
          ...Object.fromEntries(models(subgraph).map((type) => [type, `./models.ts#${type}Model`])),
        },
        scalars: {
          ID: 'string',
          DateTime: { input: 'string', output: 'Date' },
          PartialDate: 'string',
          JSON: 'unknown',
          _FieldSet: 'string',
        },
        strictScalars: true,
        enumsAsTypes: true,
        useTypeImports: true,
        // A member of a union must say which one it is: then no subgraph needs a `__resolveType`.
        resolversNonOptionalTypename: { unionMember: true },
        // A row may leave out what it does not have; `exactOptionalPropertyTypes` would refuse `undefined` otherwise.
        maybeValue: 'T | null | undefined',
        inputMaybeValue: 'T | null',
        // What has a default is always there.
        avoidOptionals: { defaultValue: true },
      },
    },
  ]);
  const files = await generate({ generates: Object.fromEntries(outputs), importExtension: '.ts', silent: true }, false);
  return subgraphs.map((subgraph) => {
    const path = typesFile(subgraph);
    const types = files.find(({ filename }: { filename: string }) => filename === path)?.content ?? '';
    return { path, text: [header(subgraph), types.trim(), completeResolvers(subgraph), ''].join('\n') };
  });
}

function typesFile(subgraph: SubgraphSource): string {
  return `src/subgraphs/${subgraph.name}/schema.generated.ts`;
}

function models(subgraph: SubgraphSource): readonly string[] {
  return MODELS[subgraph.name] ?? [];
}

/** Entities of another subgraph. A resolver that leads to one gives its id; what is external is not its to give. */
function references(subgraph: SubgraphSource): string[] {
  return parse(subgraph.sdl).definitions.flatMap((definition) =>
    definition.kind === Kind.OBJECT_TYPE_DEFINITION &&
    hasResolvableKey(definition) &&
    !models(subgraph).includes(definition.name.value)
      ? [definition.name.value]
      : [],
  );
}

/** Keeps the output small. The generator's own `disableDescriptions` refuses SDL with federation directives. */
function withoutDescriptions(sdl: string): string {
  return print(
    visit(parse(sdl), { enter: (node) => ('description' in node ? { ...node, description: undefined } : undefined) }),
  );
}

function header(subgraph: SubgraphSource): string {
  return `// Generated from ${subgraph.file} by \`npm run generate\`. Do not edit.`;
}

/**
 * `Resolvers` lets every resolver be missing; a field that neither a resolver nor the row provides would then answer
 * null at run time. `CompleteResolvers` makes it an error of types.
 */
function completeResolvers(subgraph: SubgraphSource): string {
  const lines = parse(subgraph.sdl).definitions.flatMap((definition) => {
    if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION) return [];
    const type = definition.name.value;
    const isEntity = hasResolvableKey(definition);
    const isModel = models(subgraph).includes(type);
    if (ROOTS.includes(type)) return [`  ${type}: Owed<${type}, Record<never, never>, ${type}Resolvers>;`];
    if (isModel) {
      const reference = isEntity ? ` & Required<Pick<${type}Resolvers, '__resolveReference'>>` : '';
      return [`  ${type}: Owed<${type}, ${type}Model, ${type}Resolvers>${reference};`];
    }
    // An entity of another subgraph: all that is there is what the reference carries.
    return isEntity ? [`  ${type}: Owed<${type}, FederationReferenceTypes['${type}'], ${type}Resolvers>;`] : [];
  });
  return `
/** What a resolver gives. */
type Given<F> = Extract<F, (...args: never) => unknown> extends (...args: never) => infer Result ? Result : never;

/** The fields of \`T\` that the row behind it does not have, or has with another type. */
type OwedFields<T, Row, R> = {
  [K in keyof T & keyof R]: K extends '__typename' ? never : K extends keyof Row ? (Row[K] extends Given<R[K]> ? never : K) : K;
}[keyof T & keyof R];

/** Demands a resolver for each of them. */
type Owed<T, Row, R> = R & Required<Pick<R, OwedFields<T, Row, R>>>;

/** The resolvers of this subgraph, with none missing that a row does not make up for. */
export type CompleteResolvers = Resolvers & {
${lines.join('\n')}
};`;
}

function hasResolvableKey(type: ObjectTypeDefinitionNode): boolean {
  return (type.directives ?? []).some(
    ({ name, arguments: given }) =>
      name.value === 'key' &&
      !given?.some(({ name: argument, value }) => argument.value === 'resolvable' && print(value) === 'false'),
  );
}

/** Writes what differs, or with `check` only tells. Gives the paths of the files that differ. */
async function settle(files: readonly GeneratedFile[], check: boolean): Promise<string[]> {
  const stale: string[] = [];
  for (const { path, text } of files) {
    if ((await currentText(path)) === text) continue;
    stale.push(path);
    if (!check) await writeFile(path, text);
  }
  return stale;
}

async function currentText(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

const check = process.argv.includes('--check');
try {
  const stale = await settle(await generateAll(), check);
  if (check && stale.length > 0) {
    console.error(`Not up to date: ${stale.join(', ')}. Run \`npm run generate\` and commit the result.`);
    process.exitCode = 1;
  } else {
    console.log(stale.length === 0 ? 'All generated files are up to date.' : `Generated ${stale.join(', ')}.`);
  }
} catch (error) {
  console.error(error instanceof Fault ? error.public : (error as Error).message);
  process.exitCode = 1;
}
