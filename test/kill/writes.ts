import type { Random } from './random.ts';

/** What the hub answers to each mutation when it did it, and which part of the answer stays the same for ever. */
export const MUTATIONS = {
  recordPerson: {
    input: 'RecordPersonInput',
    done: 'PersonRecorded',
    stays: ['recordId', 'outcome'],
    also: 'person { id }',
  },
  forgetRecord: { input: 'ForgetRecordInput', done: 'RecordForgotten', stays: ['recordId'], also: '' },
  requestVerification: {
    input: 'RequestVerificationInput',
    done: 'VerificationRequested',
    stays: ['verificationId'],
    also: 'verification { checks { id } }',
  },
  recordCheckResult: {
    input: 'RecordCheckResultInput',
    done: 'CheckResultRecorded',
    stays: ['verificationId', 'checkId', 'outcome'],
    also: '',
  },
  recordDecision: { input: 'RecordDecisionInput', done: 'DecisionRecorded', stays: ['decisionId'], also: '' },
  grantConsent: { input: 'GrantConsentInput', done: 'ConsentRecorded', stays: ['consentId', 'applied'], also: '' },
  withdrawConsent: {
    input: 'WithdrawConsentInput',
    done: 'ConsentRecorded',
    stays: ['consentId', 'applied'],
    also: '',
  },
  registerSystem: { input: 'RegisterSystemInput', done: 'SystemRegistered', stays: [], also: 'system { id }' },
} as const;
export type Mutation = keyof typeof MUTATIONS;

/** One write of one system. It is sent until it is acknowledged, always with the same key. */
export interface Write {
  readonly key: string;
  readonly system: string;
  readonly mutation: Mutation;
  readonly input: Readonly<Record<string, unknown>>;
  /** What was acknowledged first, without what may change later. */
  answer?: Readonly<Record<string, unknown>>;
  attempts: number;
  /** Learns from the acknowledgement, so that later writes can build on it. */
  learn(payload: Record<string, unknown>): void;
  /** Whether the hub may answer so, since people have parted. Nothing else is asked of such a write. */
  isRefusedRightly?(payload: Record<string, unknown>): boolean;
  refused?: boolean;
}

/** The text of a mutation. */
export function documentOf(mutation: Mutation): string {
  const { input, done, stays, also } = MUTATIONS[mutation];
  return `mutation ($input: ${input}!) {
    ${mutation}(input: $input) {
      __typename
      ... on ${done} { ${stays.join(' ')} ${also} }
      ... on InvalidInput { problems { path message } }
      ... on IdempotencyConflict { inFlight }
    }
  }`;
}

/** What of an acknowledgement stays the same for ever. */
export function lasting(mutation: Mutation, payload: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(MUTATIONS[mutation].stays.map((name) => [name, payload[name]]));
}

interface KnownRecord {
  system: string;
  externalId: string;
  email: string;
  personId: string;
}

/** Systems that write about people. */
const SOURCES = ['crm', 'hr', 'onboarding', 'partner', 'support'] as const;
const PURPOSES = ['marketing', 'identity-verification'] as const;

/** Invents writes that build on what was acknowledged. */
export interface Inventor {
  next(random: Random): Write;
}

/** Each kind of write with its share of all. What it needs may not be there yet; then a new record is written. */
export function createInventor(run: string): Inventor {
  let count = 0;
  const records: KnownRecord[] = [];
  /** Nobody else builds on these, so they can be taken back. */
  const forgettable: { system: string; externalId: string }[] = [];
  const verifications: { id: string; personId: string }[] = [];
  const checks: string[] = [];

  const write = (
    system: string,
    mutation: Mutation,
    input: Record<string, unknown>,
    learn: Write['learn'] = () => {},
  ): Write => {
    const key = `${run}-${(count += 1)}`;
    return { key, system, mutation, input: { ...input, idempotencyKey: key }, attempts: 0, learn };
  };

  const record = (random: Random, emails: readonly string[]): Write => {
    const system = random.pick(SOURCES);
    const externalId = `${run}-r${count + 1}`;
    const email = `${externalId}@example.com`;
    const all = emails.length > 0 ? emails : [email];
    const name = system === 'support' ? {} : { name: { given: 'Kim', family: `Number ${count + 1}` } };
    const input = { externalId, ...name, emails: all.map((value) => ({ value })) };
    return write(system, 'recordPerson', input, ({ person }) => {
      const { id } = (person ?? {}) as { id?: string };
      if (id) records.push({ system, externalId, email: all[0]!, personId: id });
    });
  };
  /** Two people in one record of a support desk, which is taken back later: they merge, and they part. */
  const bridge = (random: Random): Write => {
    const externalId = `${run}-b${count + 1}`;
    const emails = [random.pick(records).email, random.pick(records).email].map((value) => ({ value }));
    return write('support', 'recordPerson', { externalId, emails }, () =>
      forgettable.push({ system: 'support', externalId }),
    );
  };
  const update = ({ system, externalId }: KnownRecord): Write =>
    write(system, 'recordPerson', { externalId, phones: [{ value: `+4179${String(1_000_000 + count)}` }] });
  const toForget = (): Write => {
    const externalId = `${run}-f${count + 1}`;
    return write('crm', 'recordPerson', { externalId, phones: [{ value: `+4178${String(1_000_000 + count)}` }] }, () =>
      forgettable.push({ system: 'crm', externalId }),
    );
  };
  const verification = ({ personId }: KnownRecord): Write =>
    write(
      'onboarding',
      'requestVerification',
      { personId, checks: [{ kind: 'DOCUMENT' }, { kind: 'ADDRESS' }] },
      (payload) => {
        verifications.push({ id: payload['verificationId'] as string, personId });
        const { checks: made } = (payload['verification'] ?? { checks: [] }) as { checks: { id: string }[] };
        checks.push(...made.map(({ id }) => id));
      },
    );
  const result = (checkId: string): Write =>
    write('verification', 'recordCheckResult', {
      checkId,
      status: 'PASSED',
      vendor: 'acme',
      method: 'scan',
      traceId: `trace-${count}`,
      score: 0.97,
    });
  /** The verification is of whom its person was with, who may have parted since: then it is no evidence, and the hub says so. */
  const decision = ({ id, personId }: { id: string; personId: string }): Write => ({
    ...write('decision', 'recordDecision', {
      personId,
      subject: 'account-opening',
      outcome: 'APPROVE',
      reasons: [{ code: 'verified' }],
      policy: { name: 'opening', version: '1' },
      inputs: { score: 0.97, run: count },
      verificationIds: [id],
    }),
    isRefusedRightly: (payload) =>
      payload['__typename'] === 'InvalidInput' &&
      (payload['problems'] as { path: string }[]).every(({ path }) => path.startsWith('verificationIds')),
  });
  const consent = (random: Random, { personId }: KnownRecord): Write => {
    const said = { personId, purpose: random.pick(PURPOSES), method: 'web_form' };
    return random.chance(0.7)
      ? write('crm', 'grantConsent', { ...said, noticeVersion: '2026-01', language: 'en' })
      : write('support', 'withdrawConsent', said);
  };
  const registration = (): Write => {
    const id = `partner-${run}-${count + 1}`.toLowerCase();
    return write('steward', 'registerSystem', { id, kind: 'PARTNER', name: 'A partner', trust: 30 });
  };

  return {
    next(random) {
      const share = random.next();
      if (share < 0.01) return registration();
      if (share < 0.03) return toForget();
      if (share < 0.06 && forgettable.length > 0) {
        const { system, externalId } = forgettable.shift()!;
        return write(system, 'forgetRecord', { externalId });
      }
      if (records.length < 10 || share < 0.3) return record(random, []);
      if (share < 0.34) return bridge(random);
      if (share < 0.45) return record(random, [random.pick(records).email]);
      if (share < 0.5) return record(random, [random.pick(records).email, random.pick(records).email]);
      if (share < 0.67) return update(random.pick(records));
      if (share < 0.77) return verification(random.pick(records));
      if (share < 0.86 && checks.length > 0) return result(checks.shift()!);
      if (share < 0.91 && verifications.length > 0) return decision(random.pick(verifications));
      return consent(random, random.pick(records));
    },
  };
}
