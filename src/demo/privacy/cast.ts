import type { HubClient } from '../client.ts';
import type { DemoHub } from '../hub.ts';
import type { OwnedDatabase } from './aside.ts';
import type { Story } from './story.ts';

/** The person whom the demo is about, as the CRM records it. */
export const WHO = { externalId: 'C-1', name: { full: 'Noe Abgang' }, emails: [{ value: 'noe@example.org' }] };

/** Who takes part, and in what. */
export interface Cast {
  story: Story;
  hub: DemoHub;
  database: OwnedDatabase;
  crm: HubClient;
  marketing: HubClient;
  officer: HubClient;
  auditor: HubClient;
  signal: AbortSignal;
}

/** The person in the graph. */
export interface Person {
  id: string;
  recordId: string;
}
