import { demand } from '../../../kernel/actor.ts';
import { fault } from '../../../kernel/faults.ts';
import { Problems } from '../../../kernel/input/problems.ts';
import { cleanCode } from '../intake.ts';
import type { CompleteResolvers } from '../schema.generated.ts';
import { recordGlobalPrivacyControl } from './record-signal.ts';
import { type JurisdictionRule, RULES, ruleOf } from './rules.ts';

/** Root fields of queries. */
export const jurisdictionQueries: Pick<CompleteResolvers['Query'], 'jurisdictionRule' | 'jurisdictionRules'> = {
  jurisdictionRules(_root, _args, { actor }) {
    demand(actor, 'purpose:read');
    return RULES.map(shown);
  },
  jurisdictionRule(_root, { code: asked }, { actor }) {
    demand(actor, 'purpose:read');
    const code = cleanCode(new Problems(), 'code', asked);
    if (code === undefined)
      throw fault({ code: 'BAD_REQUEST', public: 'code: expected an ISO 3166 code such as DE or US-CA.' });
    return shown(ruleOf(code));
  },
};

/** Root fields of mutations. */
export const jurisdictionMutations: Pick<CompleteResolvers['Mutation'], 'recordGlobalPrivacyControl'> = {
  recordGlobalPrivacyControl: (_root, { input }, context) => recordGlobalPrivacyControl(context, input),
};

function shown(rule: JurisdictionRule) {
  return { ...rule, globalPrivacyControl: [...rule.globalPrivacyControl] };
}
