import { fileURLToPath } from 'node:url';
import { Fault, fault } from '../kernel/faults.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/**
 * What is said of subgraphs that make no schema: what composing them says, with file and line, as what builds schemas gives
 * messages alone. An error that composing does not explain stays as it is.
 */
export async function schemaFault(cause: unknown): Promise<unknown> {
  if (cause instanceof Fault) return cause;
  const [{ compose, formatCompositionErrors }, { CONFIG_FILE, readConfig }] = await Promise.all([
    import('../schema/compose.ts'),
    import('../schema/config.ts'),
  ]);
  const { errors } = compose(await readConfig(ROOT, CONFIG_FILE));
  if (errors.length === 0) return cause;
  return fault({ code: 'CONFIGURATION', public: formatCompositionErrors(errors), cause });
}
