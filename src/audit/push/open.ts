import { fault } from '../../kernel/faults.ts';
import { readKey } from '../note.ts';
import { folderTarget } from './folder.ts';
import type { Target } from './target.ts';
import { webhookTarget } from './webhook.ts';
import { witnessTarget } from './witness.ts';

/** The settings of where checkpoints go. */
export interface TargetSettings {
  readonly folder: string | undefined;
  readonly webhookUrl: string | undefined;
  /** `<key>@<address>` */
  readonly witness: string | undefined;
}

/** The targets that the settings name. Throws CONFIGURATION when the key of a witness is none. */
export function openTargets({ folder, webhookUrl, witness }: TargetSettings): Target[] {
  const targets: Target[] = [];
  if (folder !== undefined) targets.push(folderTarget(folder));
  if (webhookUrl !== undefined) targets.push(webhookTarget(webhookUrl));
  if (witness !== undefined) {
    const [text = '', url = ''] = witness.split(/@(?=https?:)/);
    const key = readKey(text);
    if (key?.type !== 4) {
      throw fault({
        code: 'CONFIGURATION',
        public:
          'AUDIT_WITNESS: expected an Ed25519 key for cosignatures (C2SP tlog-cosignature) before the @; found another text',
      });
    }
    targets.push(witnessTarget(url, key));
  }
  return targets;
}
