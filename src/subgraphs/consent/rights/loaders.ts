import DataLoader from 'dataloader';
import { type Actor, demand } from '../../../kernel/actor.ts';
import type { Sql } from '../../../kernel/db.ts';
import { isId } from '../../../kernel/ids.ts';
import type { CaseCorrectionModel, CaseExportModel, CaseModel, CaseStepModel } from './models.ts';
import { type CasesAsk, listCases, listCorrections, listExports, pageCases, pageSteps } from './store.ts';

/** Steps of a case that are asked for. */
export interface StepsAsk {
  caseId: string;
  first: number;
  after: string | null;
}

/** The reads of one operation, of cases. Rights are checked here, where the data is. */
export interface RightsLoaders {
  case: DataLoader<string, CaseModel | undefined>;
  casePage: DataLoader<Omit<CasesAsk, 'openedBy'>, CaseModel[], string>;
  /** What was done for a case, page by page. */
  caseSteps: DataLoader<StepsAsk, CaseStepModel[], string>;
  caseExports: DataLoader<string, CaseExportModel[]>;
  caseCorrections: DataLoader<string, CaseCorrectionModel[]>;
}

/** Fresh loaders for one operation. Who does not work on cases sees those that the own system opened. */
export function createRightsLoaders(sql: Sql, actor: Actor): RightsLoaders {
  const mayReadAll = actor.scopes.has('privacy:work') || actor.scopes.has('privacy:run');
  const openedBy = mayReadAll ? null : actor.system.id;
  return {
    case: new DataLoader(async (ids) => {
      demand(actor, 'privacy:request');
      const rows = await listCases(sql, ids.filter(isId));
      const cases = new Map(
        rows.filter((row) => openedBy === null || row.openedBy === openedBy).map((row) => [row.id, row]),
      );
      return ids.map((id) => cases.get(id.toLowerCase()));
    }),
    casePage: new DataLoader(
      (pages) => {
        demand(actor, 'privacy:request');
        return Promise.all(pages.map((page) => pageCases(sql, { ...page, openedBy })));
      },
      { cacheKeyFn: (page) => JSON.stringify(page) },
    ),
    caseSteps: new DataLoader(
      (pages) => {
        demand(actor, 'privacy:request');
        return Promise.all(pages.map((page) => pageSteps(sql, page)));
      },
      { cacheKeyFn: ({ caseId, first, after }) => `${caseId}:${first}:${after}` },
    ),
    caseExports: new DataLoader((ids) => {
      demand(actor, 'privacy:request');
      return Promise.all(ids.map((id) => listExports(sql, id)));
    }),
    caseCorrections: new DataLoader((ids) => {
      demand(actor, 'privacy:request');
      return Promise.all(ids.map((id) => listCorrections(sql, id)));
    }),
  };
}
