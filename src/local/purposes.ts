import { NOTHING } from '../gate/access.ts';
import { EVERY_DATA_CLASS } from '../kernel/data-classes.ts';
import { fault } from '../kernel/faults.ts';
import type { Context } from '../subgraphs/consent/context.ts';
import { publishNotice } from '../subgraphs/consent/notices/commands/publish-notice.ts';
import { registerPurpose } from '../subgraphs/consent/purposes/commands/register-purpose.ts';
import { FIRST_PURPOSES, type FirstPurpose } from '../subgraphs/consent/purposes/first.ts';
import type { Subgraph } from '../subgraphs/subgraph.ts';
import { hubItself } from './hub-itself.ts';

/** What a laptop has beside them, so that each of its systems works under some purpose. */
const DEVELOPMENT_PURPOSES: readonly FirstPurpose[] = [
  {
    id: 'customer-service',
    name: 'Serving customers',
    legalBasis: 'CONTRACT',
    dataClasses: EVERY_DATA_CLASS.filter((one) => one !== 'RISK' && one !== 'EVIDENCE'),
  },
  {
    id: 'marketing',
    name: 'News about products',
    legalBasis: 'CONSENT',
    dataClasses: ['IDENTITY', 'CONTACT', 'PREFERENCES'],
    uses: ['SHARING', 'TARGETED_ADVERTISING'],
  },
  {
    id: 'analytics',
    name: 'Learning how the service is used',
    legalBasis: 'LEGITIMATE_INTERESTS',
    dataClasses: ['PREFERENCES', 'VERIFICATION', 'DECISION'],
  },
];

/** What people are shown, so that on a laptop they can consent at once. */
const DEVELOPMENT_NOTICES = [
  {
    purpose: 'marketing',
    texts: {
      en: 'We write to you about our products, by e-mail and by post. You can say no at any time.',
      de: 'Wir schreiben Ihnen über unsere Produkte, per E-Mail und per Post. Sie können jederzeit widersprechen.',
    },
  },
  {
    purpose: 'identity-verification',
    texts: {
      en: 'We compare your document and your face, and look for you on sanctions lists. You can say no at any time.',
      de: 'Wir vergleichen Ihr Dokument und Ihr Gesicht und suchen Sie auf Sanktionslisten. Sie können jederzeit widersprechen.',
    },
  },
] as const;
/** The name of the version that these are. */
const VERSION = '2026-01';

/** Registers those that a hub cannot do without, where they are missing, and on a laptop without any the others too. */
export async function registerFirstPurposes(consent: Subgraph<Context>, isDevelopment: boolean): Promise<void> {
  const context = consent.context({ actor: hubItself(['purpose:read', 'purpose:admin']), access: NOTHING });
  const known = new Set((await context.loaders.purposes.load('all')).map(({ id }) => id));
  const isLaptop = isDevelopment && known.size === 0;
  const first = [...FIRST_PURPOSES, ...(isLaptop ? DEVELOPMENT_PURPOSES : [])];
  for (const purpose of first.filter(({ id }) => !known.has(id))) {
    const outcome = await registerPurpose(context, {
      uses: [],
      recipients: [],
      jurisdictions: [],
      onMaterialChange: 'STOP',
      ...purpose,
    });
    if (outcome.__typename !== 'PurposeRegistered') {
      throw fault({ code: 'CONFIGURATION', public: `The purpose ${purpose.id} cannot be registered.` });
    }
  }
  if (isLaptop) await publishFirstNotices(context);
}

async function publishFirstNotices(context: Context): Promise<void> {
  for (const { purpose, texts } of DEVELOPMENT_NOTICES) {
    for (const [language, text] of Object.entries(texts)) {
      const outcome = await publishNotice(context, { purpose, version: VERSION, language, text, isMaterial: true });
      if (outcome.__typename !== 'NoticePublished') {
        throw fault({ code: 'CONFIGURATION', public: `The notice of ${purpose} cannot be published.` });
      }
    }
  }
}
