import { randomUUID } from 'node:crypto';
import type { Access } from '../../../src/audit/entry.ts';

/** A read of somebody's addresses by the CRM. */
export function newAccess(access: Partial<Access> = {}): Access {
  return {
    time: new Date('2026-03-01T09:30:00Z'),
    actor: 'crm/ada@example.com',
    clientId: 'crm',
    system: 'crm',
    purposes: ['customer-service'],
    bases: ['CONTRACT'],
    fields: ['Person.emails'],
    personIds: [randomUUID()],
    withheld: 0,
    operation: 'person',
    ...access,
  };
}
