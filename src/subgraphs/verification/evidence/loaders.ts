import DataLoader from 'dataloader';
import { type Actor, demand } from '../../../kernel/actor.ts';
import type { Sql } from '../../../kernel/db.ts';
import { isId } from '../../../kernel/ids.ts';
import { type FileRow, type HoldRow, listFiles, listFilesBehind, listFilesOf, listHolds } from './rows.ts';

/** The reads of stored files in one operation. Rights are checked here, where the data is. */
export interface EvidenceLoaders {
  evidenceFile: DataLoader<string, FileRow | undefined>;
  /** By the check's id. */
  filesOf: DataLoader<string, FileRow[]>;
  /** The stored file behind a reference to evidence. By the reference's id. */
  fileBehind: DataLoader<string, FileRow | undefined>;
  /** By the file's id. */
  holds: DataLoader<string, HoldRow[]>;
}

/** Fresh loaders for one operation of one actor. */
export function createEvidenceLoaders(sql: Sql, actor: Actor): EvidenceLoaders {
  return {
    evidenceFile: new DataLoader(async (ids) => {
      demand(actor, 'evidence:read');
      const files = new Map((await listFiles(sql, ids.filter(isId))).map((row) => [row.id, row]));
      return ids.map((id) => files.get(id.toLowerCase()));
    }),
    filesOf: new DataLoader(async (checkIds) => {
      demand(actor, 'evidence:read');
      const byCheck = Map.groupBy(await listFilesOf(sql, checkIds), ({ checkId }) => checkId);
      return checkIds.map((id) => byCheck.get(id) ?? []);
    }),
    fileBehind: new DataLoader(async (evidenceIds) => {
      demand(actor, 'evidence:read');
      const files = new Map((await listFilesBehind(sql, evidenceIds)).map((row) => [row.evidenceId, row]));
      return evidenceIds.map((id) => files.get(id));
    }),
    holds: new DataLoader(async (fileIds) => {
      demand(actor, 'evidence:read');
      const byFile = Map.groupBy(await listHolds(sql, fileIds), ({ fileId }) => fileId);
      return fileIds.map((id) => byFile.get(id) ?? []);
    }),
  };
}
