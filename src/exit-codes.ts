/** How a process of vnetk8s ends, for scripts: a contract, see `docs/decisions/exit-codes.md`. */
export const EXIT = {ok: 0, bug: 1, usage: 2, notFound: 3, invalidDefinition: 4, interrupted: 130} as const;

/** What each exit code means, as help and documentation list them. */
export const EXIT_CODES: readonly {readonly code: string; readonly meaning: string}[] = [
  {code: '0', meaning: 'it worked'},
  {code: '1', meaning: 'a fault of vnetk8s itself'},
  {code: '2', meaning: 'wrong usage: an unknown command or flag, a file that would be overwritten'},
  {code: '3', meaning: 'not found: the file, the topic'},
  {code: '4', meaning: 'the definition is invalid, or does not fit'},
  {code: '130', meaning: 'interrupted by Ctrl-C (143: by SIGTERM)'},
];
