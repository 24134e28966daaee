import type {Issue} from '../../definition/issue.ts';
import {checkAdminUsername} from '../azure-names.ts';
import type {Cluster} from '../cluster.ts';
import {defaults} from '../defaults.ts';
import {readSshPublicKey, type SshPublicKeyProblem} from '../ssh-public-key.ts';
import {error, findRepeats, warning} from './rule.ts';

const KEYS_PATH = ['linux', 'sshPublicKeys'];

/** A private key opens everything that its public key does; it is never shown, not even in part. */
export function forbidPrivateKeys({linux}: Cluster): Issue[] {
  return linux.sshPublicKeys.flatMap((text, index) => {
    const key = readSshPublicKey(text);
    if (!('problem' in key) || key.problem !== 'private-key') return [];
    const message = 'this is a private key: whoever reads this file can log in with it';
    const hint = 'replace it by its public key, the file that ends in .pub; if others saw it, make a new pair';
    return [error('VK3903', [...KEYS_PATH, index], message, {hint})];
  });
}

/** A key that sshd cannot read opens nothing, and Azure refuses what it does not know (Azure: mac-create-ssh-keys). */
export function requirePublicKeys({linux}: Cluster): Issue[] {
  return linux.sshPublicKeys.flatMap((text, index) => {
    const key = readSshPublicKey(text);
    if (!('problem' in key) || key.problem === 'private-key') return [];
    const {message, hint} = describeProblem(key);
    return [error('VK3904', [...KEYS_PATH, index], message, {hint})];
  });
}

/** Of two that are the same, one was probably meant to be another. */
export function warnOfRepeatedKeys({linux}: Cluster): Issue[] {
  const keys = linux.sshPublicKeys.flatMap((text, index) => {
    const key = readSshPublicKey(text);
    return 'problem' in key ? [] : [{index, fingerprint: key.fingerprint}];
  });
  return findRepeats(keys, ({fingerprint}) => fingerprint).map(({first, again}) => {
    const message = `this key (${again.fingerprint}) is in the list twice`;
    const related = [{path: [...KEYS_PATH, first.index], message: 'the first'}];
    return warning('VK3905', [...KEYS_PATH, again.index], message, {hint: 'remove one of them', related});
  });
}

/** Accounts that exist already, or that Azure refuses. */
export function requireAdminUsername({linux}: Cluster): Issue[] {
  const reason = checkAdminUsername(linux.adminUsername);
  if (reason === undefined) return [];
  const message = `"${linux.adminUsername}" ${reason}`;
  return [
    error('VK3906', ['linux', 'adminUsername'], message, {
      hint: `use another, such as ${defaults.linux.adminUsername}`,
    }),
  ];
}

type Described = {readonly message: string; readonly hint: string};

const NEW_KEY = 'make one: ssh-keygen -t ed25519';
const WHOLE_LINE = 'write the one line that is in ~/.ssh/id_ed25519.pub';

/** No part of the text is shown but the name of its type: it may be a secret all the same. */
function describeProblem(problem: SshPublicKeyProblem): Described {
  switch (problem.problem) {
    case 'private-key':
      return {message: 'this is a private key', hint: WHOLE_LINE};
    case 'other-format':
      return {
        message: `this public key has the format ${problem.format}, not that of OpenSSH`,
        hint: `convert it: ssh-keygen -i -m ${problem.format} -f FILE`,
      };
    case 'file-name':
      return {message: 'this is the name of a file, not the key in it', hint: WHOLE_LINE};
    case 'options':
      return {message: 'something stands before the type of the key', hint: `${WHOLE_LINE}, without options`};
    case 'several-keys':
      return {message: 'these are several keys in one entry', hint: 'write each as an item of the list'};
    case 'type':
      return {message: `Azure takes no keys of type ${problem.type}`, hint: NEW_KEY};
    case 'type-missing':
      return {message: 'the type of the key is missing', hint: `begin with ${problem.type} and a space`};
    case 'damaged':
      return {message: `this ${problem.type} key is not complete`, hint: WHOLE_LINE};
    case 'weak':
      return {
        message: `an RSA key of ${problem.bits} bits is too short`,
        hint: `Azure takes ${problem.minimum} bits; ${NEW_KEY}`,
      };
    default:
      return {message: 'this is no SSH public key', hint: WHOLE_LINE};
  }
}
