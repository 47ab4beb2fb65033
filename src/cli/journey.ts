import { readFile, readdir } from 'node:fs/promises';
import { Command } from 'commander';
import { fault } from '../kernel/faults.ts';
import { localUrl } from './address.ts';
import { exitHelp } from './exit.ts';
import { findToken } from './token.ts';

const SHIPPED = new URL('../journeys/shipped/', import.meta.url);

/** `journey`: how journeys are declared. */
export function journeyCommand(): Command {
  return new Command('journey')
    .description('Show the journeys that come with the hub, and publish them or your own.')
    .addCommand(listCommand())
    .addCommand(publishCommand());
}

function listCommand(): Command {
  return new Command('list')
    .description('List the journeys that come with the hub.')
    .addHelpText('after', exitHelp())
    .action(async () => {
      const names = await shippedNames();
      const lines = await Promise.all(
        names.map(async (name) => {
          const { description } = JSON.parse(await readFile(new URL(`${name}.json`, SHIPPED), 'utf8'));
          return `${name.padEnd(24)} ${description}\n`;
        }),
      );
      process.stdout.write(lines.join(''));
    });
}

function publishCommand(): Command {
  return new Command('publish')
    .description('Publish a journey in a running hub, in place of the one of its name.')
    .argument('<journey>', 'a name that `journey list` shows, or a JSON file')
    .option('--system <id>', 'the system in whose name it is published', 'steward')
    .option('--endpoint <url>', 'the hub (default: http://127.0.0.1:4000/graphql, or where HOST and PORT say)')
    .addHelpText(
      'after',
      `
Examples:
  npm run -s selfsame -- journey publish customer-onboarding
  npm run -s selfsame -- journey publish my-journey.json

The token is one of the development issuer, or the one in SELFSAME_TOKEN.
${exitHelp()}`,
    )
    .action(async (journey: string, { system, endpoint }: { system: string; endpoint?: string }) => {
      const { loadConfig } = await import('../config.ts');
      const config = loadConfig();
      const definition = await readJourney(journey);
      const token = await findToken(config, system);
      const published = await publish(endpoint ?? `${localUrl(config)}/graphql`, token, definition);
      process.stdout.write(`Published ${published.name}, version ${published.version}.\n`);
    });
}

async function shippedNames(): Promise<string[]> {
  const files = await readdir(SHIPPED);
  return files.map((file) => file.replace(/\.json$/, '')).toSorted();
}

async function readJourney(journey: string): Promise<unknown> {
  const isShipped = (await shippedNames()).includes(journey);
  const text = await readFile(isShipped ? new URL(`${journey}.json`, SHIPPED) : journey, 'utf8').catch(() => {
    throw fault({
      code: 'CONFIGURATION',
      public: `${journey}: expected the name of a journey that comes with the hub (journey list), or a file.`,
    });
  });
  try {
    return JSON.parse(text);
  } catch {
    throw fault({ code: 'CONFIGURATION', public: `${journey}: expected JSON.` });
  }
}

const PUBLISH = `mutation ($definition: JSON!) { publishJourney(input: { definition: $definition }) {
  ... on JourneyPublished { definition { name version } } ... on InvalidInput { problems { path message } }
} }`;

interface Answer {
  data?: {
    publishJourney?: {
      definition?: { name: string; version: number };
      problems?: { path: string; message: string }[];
    } | null;
  };
  errors?: { message: string }[];
}

async function publish(endpoint: string, token: string, definition: unknown) {
  const response = await fetch(endpoint, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ query: PUBLISH, variables: { definition } }),
  }).catch((cause: unknown) => {
    throw fault({ code: 'UNAVAILABLE', public: `There is no hub at ${endpoint}. Start one: npm start.`, cause });
  });
  const { data, errors } = (await response.json()) as Answer;
  const outcome = data?.publishJourney;
  if (outcome?.definition) return outcome.definition;
  const told =
    outcome?.problems?.map(({ path, message }) => `${path}: ${message}`) ?? errors?.map(({ message }) => message);
  throw fault({ code: 'BAD_REQUEST', public: told?.join('\n') ?? 'The hub gave no answer.' });
}
