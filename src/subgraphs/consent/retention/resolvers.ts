import { demand } from '../../../kernel/actor.ts';
import { fault } from '../../../kernel/faults.ts';
import { isId } from '../../../kernel/ids.ts';
import { pageSize } from '../../../kernel/input/page.ts';
import { durationMs } from '../../../kernel/input/durations.ts';
import { previewRetention, readTrial, trialId } from '../../../retention/preview.ts';
import type { CompleteResolvers, RetentionSubject } from '../schema.generated.ts';
import { placeHold } from './commands/place-hold.ts';
import { releaseHold } from './commands/release-hold.ts';
import { runRetention } from './commands/run-retention.ts';
import { setRetention } from './commands/set-retention.ts';
import { listPurposeDays, periodThatCounts } from './periods.ts';
import { REASON, RELEASE_REASON, openReason } from './sealing.ts';
import { listOpenHolds, listPolicies, listRuns } from './store.ts';

type Queries = 'retentionPolicies' | 'retentionPreview' | 'retentionRuns' | 'holds' | 'hold';
type Mutations = 'setRetention' | 'runRetention' | 'placeHold' | 'releaseHold';
type Types = 'RetentionPolicy' | 'RetentionPreview' | 'RetentionRun' | 'Hold' | 'HoldPlaced' | 'HoldReleased';

export const retentionQueries: Pick<CompleteResolvers['Query'], Queries> = {
  retentionPolicies: (_root, _args, { actor, pools }) => {
    demand(actor, 'retention:read');
    return listPolicies(pools.read);
  },
  async retentionPreview(_root, { subject, eventType, period }, { actor, pools }) {
    demand(actor, 'retention:read');
    if (period != null && durationMs(period) === undefined) {
      throw fault({ code: 'BAD_REQUEST', public: 'period: expected a duration such as P90D.' });
    }
    const policies = await listPolicies(pools.read);
    const policy = policies.find((one) => one.subject === subject && one.eventType === (eventType ?? ''));
    if (!policy && period == null) return null;
    const days = await listPurposeDays(pools.read);
    const tried = period ?? periodThatCounts(policy!.period, eventType == null ? days.get(subject) : undefined);
    const id = trialId({ subject, eventType: eventType ?? '', period: tried ?? '' });
    return { id };
  },
  async retentionRuns(_root, { askId, subjects, first, after }, { actor, pools }) {
    demand(actor, 'retention:read');
    if (askId != null && !isId(askId)) return [];
    return listRuns(pools.read, {
      askId: askId ?? undefined,
      subjects: subjects ?? undefined,
      after: afterId(after),
      limit: pageSize(first ?? 50),
    });
  },
  holds: (_root, { first, after }, { actor, pools }) => {
    demand(actor, 'retention:read');
    return listOpenHolds(pools.read, afterId(after), pageSize(first ?? 50));
  },
  hold: (_root, { id }, { loaders }) => loaders.hold.load(id),
};

export const retentionMutations: Pick<CompleteResolvers['Mutation'], Mutations> = {
  setRetention: (_root, { input }, context) => setRetention(context, input),
  runRetention: (_root, { input }, context) => runRetention(context, input),
  placeHold: (_root, { input }, context) => placeHold(context, input),
  releaseHold: (_root, { input }, context) => releaseHold(context, input),
};

export const retentionResolvers: Pick<CompleteResolvers, Types> = {
  RetentionPolicy: {
    eventType: ({ eventType }) => eventType || null,
    versions: (policy, _args, { loaders }) => loaders.versions.load(policy),
    purposeDays: async ({ subject }, _args, { loaders }) =>
      (await loaders.purposeDays.load('all')).get(subject) ?? null,
  },
  RetentionPreview: {
    __resolveReference: ({ id }) => ({ id }),
    subject: ({ id }) => readTrial(id).subject as RetentionSubject,
    eventType: ({ id }) => readTrial(id).eventType || null,
    period: ({ id }) => readTrial(id).period || null,
    consent: ({ id }, _args, context) => {
      demand(context.actor, 'retention:read');
      return previewRetention(context, id);
    },
  },
  RetentionRun: { eventType: ({ eventType }) => eventType || null },
  Hold: {
    person: ({ personId }) => ({ id: personId }),
    dataClasses: ({ classes }) => classes as never,
    reason: (hold, _args, { vault }) => openReason(vault, hold, REASON, hold.reason),
    releaseReason: (hold, _args, { vault }) => openReason(vault, hold, RELEASE_REASON, hold.releaseReason),
  },
  HoldPlaced: { hold: ({ holdId }, _args, { loaders }) => loaders.hold.load(holdId) },
  HoldReleased: { hold: ({ holdId }, _args, { loaders }) => loaders.hold.load(holdId) },
};

function afterId(after: string | null | undefined): string | undefined {
  if (after == null) return undefined;
  if (isId(after)) return after;
  throw fault({ code: 'BAD_REQUEST', public: 'after: expected the id of one that you were given.' });
}
