import { demand } from '../../../kernel/actor.ts';
import { isId } from '../../../kernel/ids.ts';
import { pageAfter, pageSize } from '../../../kernel/input/page.ts';
import { follow } from '../../../log/follow.ts';
import { subscribe } from '../../../log/subscription.ts';
import type { Context } from '../context.ts';
import type { CompleteResolvers } from '../schema.generated.ts';
import { advanceCase } from './commands/advance-case.ts';
import { correctCase, noteCase, refuseCorrection } from './commands/corrections.ts';
import { completeCase, refuseCase } from './commands/end-case.ts';
import { noteExport, offerExport, takeExport } from './commands/exports.ts';
import { extendCase } from './commands/extend-case.ts';
import { identifyRequester } from './commands/identify-requester.ts';
import { liftCase } from './commands/lift-case.ts';
import { openCase } from './commands/open-case.ts';
import { pathOf } from './links.ts';
import type { CaseModel } from './models.ts';
import { REFUSALS } from './rules.ts';
import { type CaseContent, labels, openSealed } from './sealing.ts';
import { findExport } from './store.ts';

type Types = 'Case' | 'CaseStep' | 'CaseCorrection' | 'CaseOpened' | 'CaseChanged' | 'CaseChange' | 'ExportOffered';

/** The resolvers of cases' types. */
export const rightsResolvers: Pick<CompleteResolvers, Types> = {
  Case: {
    person: ({ personId }) => ({ id: personId }),
    requesterName: (row, _args, context) => contentOf(context, row)?.name ?? null,
    requesterContact: (row, _args, context) => contentOf(context, row)?.contact ?? null,
    details: (row, _args, context) => contentOf(context, row)?.details ?? null,
    value: (row, _args, context) => contentOf(context, row)?.value ?? null,
    overdue: ({ endedAt, dueAt }, _args, { clock }) => endedAt === null && clock.now() >= dueAt,
    identification: ({ method, proofId, identifiedBy, identifiedAt }) =>
      method === null ? null : { method, proofId, by: identifiedBy!, at: identifiedAt! },
    refusal: ({ refusal }) => (refusal === null ? null : { reason: refusal, article: REFUSALS[refusal].article }),
    steps: ({ id }, { first, after }, { loaders }) =>
      loaders.caseSteps.load({ caseId: id, first: pageSize(first ?? 50), after: pageAfter(after) }),
    exports: ({ id }, _args, { loaders }) => loaders.caseExports.load(id),
    corrections: ({ id }, _args, { loaders }) => loaders.caseCorrections.load(id),
  },
  CaseStep: {
    note: ({ id, caseId, ...row }, _args, { vault }) => openSealed<string>(vault, caseId, labels.note(id), row),
  },
  CaseCorrection: {
    reason: ({ caseId, recordId, ...row }, _args, { vault }) =>
      openSealed<string>(vault, caseId, labels.refusal(recordId), row),
  },
  CaseOpened: { case: ({ caseId }, _args, { loaders }) => loaders.case.load(caseId) },
  CaseChanged: { case: ({ caseId }, _args, { loaders }) => loaders.case.load(caseId) },
  CaseChange: { case: ({ caseId }, _args, { loaders }) => loaders.case.load(caseId) },
  ExportOffered: {
    export: ({ exportId }, _args, { pools }) => findExport(pools.read, exportId),
    async path({ exportId }, _args, { actor, exports, clock, pools }) {
      demand(actor, 'privacy:work');
      const row = await findExport(pools.read, exportId);
      return row && row.used < row.downloads && clock.now() < row.expiresAt ? pathOf(exports, row) : null;
    },
  },
};

/** Root fields of queries. */
export const rightsQueries: Pick<CompleteResolvers['Query'], 'case' | 'cases'> = {
  case: (_root, { id }, { loaders }) => loaders.case.load(id),
  async cases(_root, { state = null, kind = null, overdue, personId = null, first, after }, context) {
    const { clock, directory, loaders } = context;
    demand(context.actor, 'privacy:request');
    const personIds = personId === null ? null : isId(personId) ? await directory.idsOf(personId.toLowerCase()) : [];
    return loaders.casePage.load({
      state,
      kind,
      dueBefore: overdue === true ? clock.now() : null,
      personIds,
      first: pageSize(first ?? 50),
      after: pageAfter(after),
    });
  },
};

/** Root fields of mutations. */
export const rightsMutations: Pick<
  CompleteResolvers['Mutation'],
  | 'openCase'
  | 'identifyRequester'
  | 'advanceCase'
  | 'extendCase'
  | 'refuseCase'
  | 'completeCase'
  | 'liftCase'
  | 'correctCase'
  | 'offerExport'
  | 'refuseCorrection'
  | 'takeExport'
  | 'noteExport'
  | 'noteCase'
> = {
  openCase: (_root, { input }, context) => openCase(context, input),
  identifyRequester: (_root, { input }, context) => identifyRequester(context, input),
  advanceCase: (_root, { input }, context) => advanceCase(context, input),
  extendCase: (_root, { input }, context) => extendCase(context, input),
  refuseCase: (_root, { input }, context) => refuseCase(context, input),
  completeCase: (_root, { input }, context) => completeCase(context, input),
  liftCase: (_root, { input }, context) => liftCase(context, input),
  correctCase: (_root, { input }, context) => correctCase(context, input),
  offerExport: (_root, { input }, context) => offerExport(context, input),
  refuseCorrection: (_root, { input }, context) => refuseCorrection(context, input),
  takeExport: (_root, { input }, context) => takeExport(context, input),
  noteExport: (_root, { input }, context) => noteExport(context, input),
  noteCase: (_root, { input }, context) => noteCase(context, input),
};

/** Root fields of subscriptions. */
export const rightsSubscriptions: Pick<CompleteResolvers['Subscription'], 'caseChanged'> = {
  caseChanged: {
    async subscribe(_root, { after, personId }, context) {
      const following = await follow(context, personId, after);
      return subscribe({
        ...context,
        after: following.after,
        accept: (event) => following.concerns(event) && event.name.startsWith('case.'),
        map: ({ type, data }, cursorOf) => ({
          caseChanged: { cursor: cursorOf, type, caseId: data['caseId'] as string },
        }),
      });
    },
  },
};

function contentOf({ vault }: Context, row: CaseModel): CaseContent | null {
  return openSealed<CaseContent>(vault, row.id, labels.content, row);
}
