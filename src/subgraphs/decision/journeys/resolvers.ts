import { goneOf } from '../../../retention/gone.ts';
import { fault } from '../../../kernel/faults.ts';
import { isId } from '../../../kernel/ids.ts';
import { pageSize } from '../../../kernel/input/page.ts';
import { follow } from '../../../log/follow.ts';
import { subscribe } from '../../../log/subscription.ts';
import type { CompleteResolvers } from '../schema.generated.ts';
import { noteJourney } from './commands/note-journey.ts';
import { publishJourney, retireJourney } from './commands/publish-journey.ts';
import { startJourney } from './commands/start-journey.ts';
import { cancelJourney, resumeJourney } from './commands/stop-and-resume.ts';

type Types =
  | 'Journey'
  | 'JourneyDefinition'
  | 'JourneyNoted'
  | 'JourneyStarted'
  | 'JourneyCancelled'
  | 'JourneyResumed'
  | 'JourneyPublished'
  | 'JourneyRetired'
  | 'JourneyChange';

/** The resolvers of journeys' types, and their fields of the roots. */
export const journeyResolvers: Pick<CompleteResolvers, Types> = {
  Journey: {
    gone: goneOf,
    __resolveReference: ({ id }, { loaders }) => loaders.journey.load(id),
    person: ({ personId }) => ({ id: personId }),
    definition: ({ name, version }, _args, { loaders }) => loaders.journeyDefinition.load({ name, version }),
    log: ({ id }, _args, { loaders }) => loaders.journeyLog.load(id),
    verifications: ({ verificationIds }) => verificationIds.map((id) => ({ __typename: 'Verification', id })),
    async decisions({ decisionIds }, _args, { loaders }) {
      const decisions = await Promise.all(decisionIds.map((id) => loaders.decision.load(id)));
      return decisions.filter((decision) => decision !== undefined);
    },
  },
  JourneyDefinition: { definition: ({ content }) => content },
  JourneyPublished: { definition: async (key, _args, { loaders }) => (await loaders.journeyDefinition.load(key))! },
  JourneyRetired: { definition: async (key, _args, { loaders }) => (await loaders.journeyDefinition.load(key))! },
  JourneyNoted: { journey: ({ journeyId }, _args, { loaders }) => loaders.journey.load(journeyId) },
  JourneyStarted: { journey: ({ journeyId }, _args, { loaders }) => loaders.journey.load(journeyId) },
  JourneyCancelled: { journey: ({ journeyId }, _args, { loaders }) => loaders.journey.load(journeyId) },
  JourneyResumed: { journey: ({ journeyId }, _args, { loaders }) => loaders.journey.load(journeyId) },
  JourneyChange: { journey: ({ journeyId }, _args, { loaders }) => loaders.journey.load(journeyId) },
};

/** Root fields of queries. */
export const journeyQueries: Pick<
  CompleteResolvers['Query'],
  'journey' | 'journeys' | 'journeyDefinitions' | 'journeysWaitingFor'
> = {
  journey: (_root, { id }, { loaders }) => loaders.journey.load(id),
  journeys(_root, { state, name = null, first, after = null }, { loaders }) {
    if (after !== null && !isId(after))
      throw fault({ code: 'BAD_REQUEST', public: 'after: expected the id of a journey.' });
    return loaders.journeyPage.load({ state, name, first: pageSize(first ?? 50), after });
  },
  journeyDefinitions: (_root, { name = null }, { loaders }) => loaders.journeyDefinitions.load({ name }),
  async journeysWaitingFor(_root, { ids }, { directory, loaders }) {
    // What came to be one person a moment ago counts together.
    await directory.projection.settle();
    return loaders.journeysWaiting.load(ids.filter(isId));
  },
};

/** Root fields of mutations. */
export const journeyMutations: Pick<
  CompleteResolvers['Mutation'],
  'publishJourney' | 'retireJourney' | 'startJourney' | 'cancelJourney' | 'resumeJourney' | 'noteJourney'
> = {
  publishJourney: (_root, { input }, context) => publishJourney(context, input),
  retireJourney: (_root, { input }, context) => retireJourney(context, input),
  startJourney: (_root, { input }, context) => startJourney(context, input),
  cancelJourney: (_root, { input }, context) => cancelJourney(context, input),
  resumeJourney: (_root, { input }, context) => resumeJourney(context, input),
  noteJourney: (_root, { input }, context) => noteJourney(context, input),
};

/** Root fields of subscriptions. */
export const journeySubscriptions: Pick<CompleteResolvers['Subscription'], 'journeyChanged'> = {
  journeyChanged: {
    async subscribe(_root, { after, personId, journeyId }, context) {
      const following = await follow(context, personId, after);
      return subscribe({
        ...context,
        after: following.after,
        accept: (event) =>
          following.concerns(event) &&
          event.data['journeyId'] !== undefined &&
          event.name.startsWith('journey.') &&
          (journeyId == null || event.data['journeyId'] === journeyId.toLowerCase()),
        map: ({ type, data }, cursor) => ({ journeyChanged: { cursor, type, journeyId: data['journeyId'] as string } }),
      });
    },
  },
};
