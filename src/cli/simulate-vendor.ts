import { Command, InvalidArgumentError } from 'commander';
import { exitHelp } from './exit.ts';
import { whenNpmIsGone } from './npm.ts';
import { stopSignal } from './stop-signal.ts';
import { wholeNumber } from './whole-number.ts';

const ADAPTERS = ['onfido', 'persona', 'stripe-identity', 'sumsub', 'standard-webhooks'] as const;

interface SimulateOptions {
  port: number;
  hub: string;
  secret: string;
  apiSecret: string;
  behaviour?: string;
}

/** `simulate-vendor`: a vendor on this machine, for development and tests. */
export function simulateVendorCommand(): Command {
  return new Command('simulate-vendor')
    .description('Run a vendor that is none: its API and its signed messages, as good or bad as you want it.')
    .argument('<adapter>', `whom to simulate: ${ADAPTERS.join(', ')}`, adapter)
    .requiredOption(
      '--hub <url>',
      'required: where its messages go, such as http://127.0.0.1:4000/webhooks/acme',
      address,
    )
    .requiredOption('--secret <secret>', 'required: what it signs its messages with')
    .option('--api-secret <secret>', 'what its API asks for', 'simulated:secret')
    .option('--port <number>', 'where its API listens; 0 takes any free port', wholeNumber(0, 65_535), 0)
    .option('--behaviour <json|file>', 'how it behaves, such as \'{"latencyMs":500,"duplicateRate":0.2}\'')
    .addHelpText(
      'after',
      `
Examples:
  npm run -s selfsame -- simulate-vendor standard-webhooks --port 4500 --hub http://127.0.0.1:4000/webhooks/acme --secret whsec_c2VjcmV0IG9mIGFjbWU=
  curl -s http://127.0.0.1:4500/control -d '{"down":true}'

At run time: POST /control changes the behaviour, POST /control/decide ends a check, GET /control/charges counts charges.
It prints where its API begins. Ctrl-C ends it.
${exitHelp()}`,
    )
    .action(async (name: string, options: SimulateOptions) => {
      const [{ startSimulator }, { readBehaviour }] = await Promise.all([
        import('../simulator/simulator.ts'),
        import('../simulator/behaviour.ts'),
      ]);
      const stop = stopSignal(() => {});
      await whenNpmIsGone(() => process.kill(process.pid, 'SIGTERM'));
      const behaviour = await readBehaviour(options.behaviour);
      const simulator = await startSimulator({ ...options, adapter: name, behaviour });
      process.stdout.write(`${simulator.baseUrl}\n`);
      await new Promise((resolve) => (stop.aborted ? resolve(undefined) : stop.addEventListener('abort', resolve)));
      await simulator.stop();
    });
}

function address(text: string): string {
  if (URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)) return text;
  throw new InvalidArgumentError('Expected a URL such as http://127.0.0.1:4000/webhooks/acme.');
}

function adapter(text: string): string {
  if (ADAPTERS.some((name) => name === text)) return text.toUpperCase().replace('-', '_');
  throw new InvalidArgumentError(`Expected one of ${ADAPTERS.join(', ')}.`);
}
