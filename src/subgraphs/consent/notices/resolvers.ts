import type { CompleteResolvers } from '../schema.generated.ts';
import { publishNotice } from './commands/publish-notice.ts';

/** The resolvers of notices' types. */
export const noticeResolvers: Pick<CompleteResolvers, 'Notice' | 'NoticePublished'> = {
  Notice: {},
  NoticePublished: {
    async notice({ purpose, version, language }, _args, { loaders }) {
      const notices = await loaders.notices.load(purpose);
      return notices.find((notice) => notice.version === version && notice.language === language);
    },
  },
};

/** Root fields of queries. */
export const noticeQueries: Pick<CompleteResolvers['Query'], 'notices'> = {
  async notices(_root, { purpose, version }, { loaders }) {
    const notices = await loaders.notices.load(purpose);
    return version == null ? notices : notices.filter((notice) => notice.version === version);
  },
};

/** Root fields of mutations. */
export const noticeMutations: Pick<CompleteResolvers['Mutation'], 'publishNotice'> = {
  publishNotice: (_root, { input }, context) => publishNotice(context, input),
};
