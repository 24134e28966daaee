import {randomBytes} from 'node:crypto';
import {isIPv6} from 'node:net';
import {resolve} from 'node:path';
import {EXIT} from '../exit-codes.ts';
import {issueAuthority, issueServer} from '../pki/issue-certificates.ts';
import {defaultSettings} from '../simulator/default-settings.ts';
import {type Served, serveSimulator} from '../simulator/serve.ts';
import type {Settings} from '../simulator/settings.ts';
import type {SavedState} from '../simulator/simulator.ts';
import {UserError} from '../user-error.ts';
import {openSimulator} from './kept-simulator.ts';
import {readText} from './read-text.ts';
import {saveFile} from './save-file.ts';

/** What is served, where, and as what. Files are relative to `cwd`. */
export interface SimulatorOptions {
  /** Address and port, such as `127.0.0.1:8443`; port 0: any that is free. */
  readonly listen: string;
  /** Names and addresses by which clients reach it, besides the one that it listens on: its certificate has them. */
  readonly hosts: readonly string[];
  /** Its certificate and key; undefined: made for this. */
  readonly certificate?: string | undefined;
  readonly key?: string | undefined;
  /** Where to write what clients must trust. */
  readonly authority?: string | undefined;
  readonly state?: string | undefined;
  readonly faults?: string | undefined;
  readonly subscription?: string | undefined;
  /** How many times as fast as the clock, or `instant`. */
  readonly speed: string;
  readonly cwd: string;
  readonly now: Date;
  /** Ms from any beginning. */
  readonly clock: () => number;
}

/** Serves a simulated Azure until it is closed. Throws UserError if a file or an address is wrong, or another process has the file. */
export async function runSimulator(options: SimulatorOptions): Promise<Served> {
  const {cwd, state, faults, subscription, clock} = options;
  const speed = speedOf(options.speed);
  const {host, port} = placeOf(options.listen);
  const settingsFor = (wanted: Partial<Settings>, saved: SavedState | undefined): Settings => {
    const subscriptionId = subscription ?? wanted.subscriptionId ?? subscriptionIn(saved);
    return defaultSettings({...wanted, ...(subscriptionId === undefined ? {} : {subscriptionId})});
  };
  const simulator = await openSimulator({cwd, state, faults, purpose: 'change', settingsFor});
  try {
    const pki = await certificateOf(options, host);
    const served = await serveSimulator(simulator, {host, port, pki, clock, speed}).catch((error: unknown) => {
      throw notListening(options.listen, error);
    });
    return {
      ...served,
      close: async () => {
        await served.close();
        simulator.close();
      },
    };
  } catch (error) {
    simulator.close();
    throw error;
  }
}

/** The subscription that a state is of: that of what was deployed last. */
function subscriptionIn(saved: SavedState | undefined): string | undefined {
  const id = saved?.deployments.at(-1)?.id ?? saved?.resources.at(-1)?.id ?? '';
  return /^\/subscriptions\/([^/]+)\//i.exec(id)?.[1];
}

/** Days for which what is made for a simulation is good. */
const VALIDITY_DAYS = 30;

async function certificateOf(options: SimulatorOptions, host: string): Promise<{key: string; cert: string}> {
  const {cwd, certificate, key, authority: wanted, hosts, now} = options;
  if (certificate !== undefined && key !== undefined) {
    return {cert: await readText(resolve(cwd, certificate), certificate), key: await readText(resolve(cwd, key), key)};
  }
  const issue = {now, days: VALIDITY_DAYS, random: randomBytes};
  const authority = await issueAuthority('vnetk8s-simulator-ca', issue);
  const names = [...new Set([...hosts, host, 'localhost', '127.0.0.1'])];
  const server = await issueServer(authority, names, issue);
  if (wanted !== undefined) await saveFile(resolve(cwd, wanted), authority.certificate, {replace: true});
  return {cert: server.certificate, key: server.key};
}

function placeOf(listen: string): {readonly host: string; readonly port: number} {
  const [, bracketed, plain, port = ''] = /^(?:\[([^\]]+)\]|([^:]+)):(\d{1,5})$/.exec(listen) ?? [];
  const host = bracketed ?? plain;
  if (host === undefined || Number(port) > 65_535 || (bracketed !== undefined && !isIPv6(bracketed))) {
    throw wrong(`${listen} is no address with a port`, 'write it as in --listen 127.0.0.1:8443');
  }
  return {host, port: Number(port)};
}

function speedOf(text: string): number {
  if (text === 'instant') return Number.POSITIVE_INFINITY;
  const speed = /^\d+(\.\d+)?$/.test(text) ? Number(text) : 0;
  if (speed > 0) return speed;
  throw wrong(`${text} is no speed`, 'write how many times as fast as the clock, as in --speed 60, or --speed instant');
}

function notListening(listen: string, error: unknown): UserError {
  const {code, message} = error as NodeJS.ErrnoException;
  const reason = code === 'EADDRINUSE' ? 'another process does' : (code ?? message);
  return new UserError(`cannot listen on ${listen}: ${reason}`, {
    code: 'NOT_LISTENING',
    exitCode: EXIT.usage,
    cause: error,
    suggestions: ['name another port, or 0 for any that is free'],
  });
}

function wrong(message: string, suggestion: string): UserError {
  return new UserError(message, {code: 'USAGE', exitCode: EXIT.usage, suggestions: [suggestion]});
}
