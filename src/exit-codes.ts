/** How a process of vnetk8s ends, for scripts: a contract, see `docs/decisions/exit-codes.md`. */
export const EXIT = {
  ok: 0,
  bug: 1,
  usage: 2,
  notFound: 3,
  invalidDefinition: 4,
  checkFailed: 5,
  notAuthenticated: 6,
  deploymentFailed: 7,
  timedOut: 8,
  unhealthy: 9,
  changes: 10,
  interrupted: 130,
  terminated: 143,
} as const;

/** What each exit code means, as help and documentation list them. */
export const EXIT_CODES: readonly {readonly code: string; readonly meaning: string}[] = [
  {code: '0', meaning: 'it worked'},
  {code: '1', meaning: 'a fault of vnetk8s itself'},
  {code: '2', meaning: 'wrong usage: an unknown command or flag, a file that would be overwritten'},
  {code: '3', meaning: 'not found: the file, the topic, the cluster'},
  {code: '4', meaning: 'the definition is invalid, or does not fit'},
  {code: '5', meaning: 'Azure would not take it: quota, permission, addresses; nothing was created'},
  {code: '6', meaning: 'Azure does not know who asks, or not for this subscription'},
  {code: '7', meaning: 'the deployment failed, or another one is under way'},
  {code: '8', meaning: 'it takes longer than --timeout allows; run again to go on'},
  {code: '9', meaning: 'the cluster is there, but not well'},
  {code: '10', meaning: 'there are changes, and --detailed-exitcode was given'},
  {code: '130', meaning: 'interrupted by Ctrl-C (143: by SIGTERM)'},
];
