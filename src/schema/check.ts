import { type Clock, systemClock } from '../kernel/clock.ts';
import { apiDifferences } from './api-changes.ts';
import { APPROVALS_FILE, type Approval, judge, readApprovals } from './approvals.ts';
import { type ComparedSchema, loadBaseline, schemaFromSdl } from './baseline.ts';
import { type Change, type Difference, changeId, compareChanges } from './change.ts';
import { compose } from './compose.ts';
import { CONFIG_FILE, readConfig } from './config.ts';
import { type TrustedDocuments, documentErrors, loadDocuments } from './documents.ts';
import { type Place, isFile } from './files.ts';
import { governanceDifferences } from './governance-changes.ts';
import { type Outcome, outcomeOf } from './outcome.ts';
import { type CheckFormat, reportCheck, reportErrors, reportRefusal } from './report.ts';
import { settleLevels } from './severity.ts';
import { usageOf } from './usage.ts';

/** Options of `schema check`. */
export interface CheckOptions {
  /** A URL that answers SDL, a file of SDL, or a commit of git. */
  against: string;
  cwd?: string;
  /** `supergraph.yaml`, unless it is elsewhere. */
  config?: string;
  /** Folders, globs or manifests of trusted documents. */
  documents?: readonly string[];
  /** The approval file. `schema-approvals.yaml`, if it is there, when left away. */
  approvals?: string;
  format?: CheckFormat;
  clock?: Clock;
}

/**
 * `schema check`: compares the schema in the working directory with an earlier one. Exit code 0 when nothing breaks
 * that is not approved, 1 when something does or the subgraphs do not compose, 2 when the input cannot be read.
 */
export async function runCheck(options: CheckOptions): Promise<Outcome> {
  const format = options.format ?? 'text';
  return outcomeOf(
    () => check(options, format),
    (message) => reportRefusal(format, message),
  );
}

async function check(options: CheckOptions, format: CheckFormat): Promise<Outcome> {
  const cwd = options.cwd ?? process.cwd();
  const configFile = options.config ?? CONFIG_FILE;
  const today = (options.clock ?? systemClock).now().toISOString().slice(0, 10);

  const config = await readConfig(cwd, configFile);
  const composition = compose(config);
  if (composition.supergraphSdl === undefined) return { output: reportErrors(format, composition.errors), exitCode: 1 };
  const current = schemaFromSdl(config.file, composition.supergraphSdl, composition.places);
  const previous = await loadBaseline(cwd, options.against, configFile);
  const trusted = options.documents?.length ? await loadDocuments(cwd, options.documents) : undefined;
  const approvals = await approvalsFor(cwd, options.approvals);

  const found = [
    ...(await apiDifferences(previous.api, current.api)),
    ...governanceDifferences(previous.governed, current.governed),
  ];
  const usage = trusted && usageOf(previous.api, trusted.documents);
  const differences = settleLevels(found, { previous: previous.api, usage, today });
  const changes = [
    ...differences.map((difference) =>
      placed(difference, placeOf(difference.coordinate, current, previous, config.file)),
    ),
    ...(trusted ? invalidDocuments(trusted, previous, current) : []),
  ].toSorted(compareChanges);
  const judgement = judge(changes, approvals, today);
  const failed = changes.some((change) => change.level === 'breaking' && !judgement.approved.has(change));
  const output = reportCheck(format, {
    against: options.against,
    changes,
    ...judgement,
    failed,
    ...(trusted && { trustedDocuments: trusted.documents.length }),
    scopesCompared: previous.governed.showsScopes,
  });
  return { output, exitCode: failed ? 1 : 0 };
}

async function approvalsFor(cwd: string, given: string | undefined): Promise<Approval[]> {
  if (given === undefined && !(await isFile(cwd, APPROVALS_FILE))) return [];
  return readApprovals(cwd, given ?? APPROVALS_FILE);
}

function placed({ details, ...rest }: Difference, place: Place): Change {
  return { id: changeId({ details, ...rest }), ...rest, place };
}

/**
 * Where a reviewer should look: at the element, or where the nearest element above it is now, in the subgraph that
 * had it before. A type that is gone altogether leaves only the subgraph's file.
 */
function placeOf(coordinate: string, current: ComparedSchema, previous: ComparedSchema, configFile: string): Place {
  const before = previous.places?.get(coordinate)?.[0];
  for (let at: string | undefined = coordinate; at !== undefined; at = above(at)) {
    const places = current.places?.get(at) ?? [];
    const place = places.find(({ subgraph }) => subgraph === before?.subgraph) ?? places[0];
    if (place) return { file: place.file, line: place.line, column: place.column };
  }
  return { file: before?.file ?? configFile, line: 1, column: 1 };
}

/** `Query.people(first:)` → `Query.people` → `Query`. */
function above(coordinate: string): string | undefined {
  const cut = Math.max(coordinate.lastIndexOf('('), coordinate.lastIndexOf('.'));
  return cut < 0 ? undefined : coordinate.slice(0, cut);
}

/** Trusted documents that the current schema refuses. One that the previous schema refused too breaks nothing new. */
function invalidDocuments(trusted: TrustedDocuments, previous: ComparedSchema, current: ComparedSchema): Change[] {
  const found = new Map<string, Change>();
  for (const document of trusted.documents) {
    const errors = documentErrors(current.api, document);
    if (errors.length === 0) continue;
    const wasValid = documentErrors(previous.api, document).length === 0;
    for (const error of errors) {
      const coordinate = error.source?.name ?? document.name;
      const common = { type: 'DOCUMENT_INVALID', coordinate, message: error.message, details: error.message };
      const difference: Difference = wasValid
        ? { ...common, level: 'breaking' }
        : { ...common, level: 'dangerous', note: 'it was not valid before either' };
      // A fragment that several documents share is one mistake.
      const change = placed(difference, trusted.placeOf(error));
      if (!found.has(change.id) || wasValid) found.set(change.id, change);
    }
  }
  return [...found.values()];
}
