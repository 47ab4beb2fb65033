import { authorOf, demand } from '../../../kernel/actor.ts';
import { type IdempotencyConflict, runOnce, ticketOf } from '../../../kernel/idempotency.ts';
import { newId } from '../../../kernel/ids.ts';
import { idempotencyKey } from '../../../kernel/input/keys.ts';
import { type InvalidInput, Problems } from '../../../kernel/input/problems.ts';
import { cleanSlug } from '../../../kernel/input/slug.ts';
import { cleanText } from '../../../kernel/input/text.ts';
import { append } from '../../../log/append.ts';
import type { Context } from '../context.ts';
import type { CheckKind } from '../schema.generated.ts';
import * as statements from '../store-write.ts';
import { cleanAddress } from '../vendors/address.ts';
import type { AdapterName } from '../vendors/adapters.ts';
import { BUILT_IN } from '../vendors/built-in.ts';
import { lockVendor, upsertVendor } from '../vendors/store.ts';

/** What shall be known of a vendor. */
export interface RegisterVendorInput {
  id: string;
  adapter: AdapterName;
  baseUrl?: string | null;
  template?: string | null;
  kinds: readonly CheckKind[];
  timeoutMs: number;
  costPerCheck: number;
  owner?: string | null;
  idempotencyKey?: string | null;
}

/** Stored with the idempotency key. */
export interface VendorRegistered {
  __typename: 'VendorRegistered';
  vendorId: string;
}

export type RegisterVendorOutcome = VendorRegistered | InvalidInput | IdempotencyConflict;

const TIMEOUT_MS = { min: 100, max: 60_000 };
const MAX_LENGTH = 100;
const NEEDS_TEMPLATE: ReadonlySet<AdapterName> = new Set(['ONFIDO', 'PERSONA', 'SUMSUB']);

/** Registers a vendor, or changes what may change of it. */
export async function registerVendor(context: Context, input: RegisterVendorInput): Promise<RegisterVendorOutcome> {
  const { actor, clock, vault, pools, directory } = context;
  demand(actor, 'vendor:admin');
  const now = clock.now();
  const problems = new Problems();
  const vendor = readVendor(problems, input, context);
  const key = idempotencyKey(problems, input.idempotencyKey);
  if (problems.list.length > 0) return problems.invalid();

  // A system that was registered a moment ago may not be known here yet.
  await directory.projection.settle();
  const outcome = await runOnce<VendorRegistered, RegisterVendorOutcome>(
    pools.write,
    ticketOf(context, { command: 'registerVendor', input, key, now }),
    async (tx) => {
      const [same, isSystem] = await Promise.all([lockVendor(tx, input.id), statements.isSystem(tx, input.id)]);
      if (isSystem) problems.add('id', 'Expected a name that no system has.');
      if (same && same.adapter !== input.adapter)
        problems.add('adapter', `Expected ${same.adapter}: the adapter of a vendor cannot change.`);
      if (problems.list.length > 0) return { refused: problems.invalid() };
      const keyId = same?.keyId ?? newId(clock);
      if (!same) statements.insertKey(tx, keyId, vault.createKey(keyId).wrapped);
      upsertVendor(tx, { ...vendor, keyId, registeredAt: now });
      const { id, adapter, kinds, costPerCheck, owner } = vendor;
      append(tx, {
        id: newId(clock),
        name: 'vendor.registered',
        subject: id,
        time: now,
        data: { vendor: id, adapter, kinds, costPerCheck, owner },
        ...authorOf(context),
      });
      return { stored: { __typename: 'VendorRegistered', vendorId: id } };
    },
    // Two that register one name at once take turns.
    { locks: [`vendor ${input.id}`], read: async () => undefined },
  );
  if (outcome.__typename === 'VendorRegistered') context.log.wake();
  return outcome;
}

function readVendor(problems: Problems, input: RegisterVendorInput, { actor, isDevelopment }: Context) {
  const { id, adapter, timeoutMs, costPerCheck } = input;
  cleanSlug(problems, 'id', id);
  if (id === BUILT_IN) problems.add('id', `Expected another name: ${BUILT_IN} is built in.`);
  const baseUrl = cleanAddress(problems, 'baseUrl', input.baseUrl, { adapter, isDevelopment });
  const template = cleanText(problems, 'template', input.template, MAX_LENGTH) ?? null;
  if (template === null && NEEDS_TEMPLATE.has(adapter))
    problems.add('template', 'Expected the name of the workflow, template or level that the vendor shall run.');
  const owner = cleanText(problems, 'owner', input.owner, MAX_LENGTH) ?? actor.system.id;
  const kinds = [...new Set(input.kinds)];
  if (kinds.length === 0) problems.add('kinds', 'Expected at least one kind of check.');
  if (timeoutMs < TIMEOUT_MS.min || timeoutMs > TIMEOUT_MS.max)
    problems.add('timeoutMs', `Expected ${TIMEOUT_MS.min} to ${TIMEOUT_MS.max}.`);
  if (!(costPerCheck >= 0 && costPerCheck <= 1_000_000)) problems.add('costPerCheck', 'Expected 0 to 1000000.');
  return { id, adapter, baseUrl: baseUrl!, template, kinds, timeoutMs, costPerCheck, owner };
}
