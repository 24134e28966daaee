/** A simulated Azure, as far as a connection needs to know it. */
export interface SimulatorPort {
  readonly handle: (request: {
    readonly method: string;
    readonly url: string;
    readonly headers: Readonly<Record<string, string>>;
    readonly body?: string;
  }) =>
    | {readonly status: number; readonly headers: Readonly<Record<string, string>>; readonly body: string}
    | {readonly connection: 'lost' | 'refused'};
  /** Lets simulated time pass, in ms. */
  readonly advance: (ms: number) => void;
  /** Simulated ms since 1970. */
  readonly now: () => number;
}
