import {string as textFlag} from '@oclif/core/flags';

/** Where a simulated Azure is served, and what is in it. */
export const simulatorFlags = {
  listen: textFlag({
    summary: 'the address and port to listen on; port 0: any that is free',
    default: '127.0.0.1:8443',
    helpValue: 'ADDRESS:PORT',
  }),
  host: textFlag({
    summary: 'another name or address that clients reach it by, for its certificate; repeatable',
    helpValue: 'NAME',
    multiple: true,
    multipleNonGreedy: true,
    exclusive: ['tls-cert-file'],
  }),
  'ca-file': textFlag({
    summary: 'a file to write the certificate to that clients must trust',
    helpValue: 'FILE',
    exclusive: ['tls-cert-file'],
  }),
  'tls-cert-file': textFlag({
    summary: 'its certificate; else one is made at each start',
    helpValue: 'FILE',
    dependsOn: ['tls-key-file'],
  }),
  'tls-key-file': textFlag({
    summary: 'the key of its certificate',
    helpValue: 'FILE',
    dependsOn: ['tls-cert-file'],
  }),
  state: textFlag({
    summary: 'a file that it goes on from and is kept in after each change, the same as of --simulate-state',
    helpValue: 'FILE',
  }),
  faults: textFlag({
    summary: 'a file that says what goes wrong: docs/simulator.md',
    helpValue: 'FILE',
  }),
  subscription: textFlag({
    char: 's',
    summary: 'the subscription that there is; else the one of --faults, or of --state',
    helpValue: 'ID',
  }),
  speed: textFlag({
    summary: 'how many times as fast as the clock its time goes, or instant: nobody is told to wait',
    default: '1',
    helpValue: 'FACTOR',
  }),
};
