import {setTimeout as sleep} from 'node:timers/promises';
import {fileURLToPath} from 'node:url';
import {Client, credentials, type MethodDefinition} from '@grpc/grpc-js';
import {loadSync, type ServiceDefinition} from '@grpc/proto-loader';

const PROTO = fileURLToPath(new URL('./cri.proto', import.meta.url));

/** What a pod sandbox is made from, as the kubelet says it. */
export interface SandboxConfig {
  readonly metadata: {
    readonly name: string;
    readonly uid: string;
    readonly namespace: string;
    readonly attempt: number;
  };
  readonly hostname: string;
  readonly logDirectory: string;
  readonly portMappings: readonly {readonly containerPort: number; readonly hostPort: number}[];
  readonly annotations: Readonly<Record<string, string>>;
  readonly linux: {readonly cgroupParent: string};
}

/** A condition of the runtime, such as `NetworkReady`. */
export interface RuntimeCondition {
  readonly type: string;
  readonly status: boolean;
  readonly reason: string;
  readonly message: string;
}

interface SandboxStatus {
  readonly status: {readonly state: SandboxState; readonly network: {readonly ip: string} | null};
  readonly info: Readonly<Record<string, string>>;
}

/** Whether a sandbox runs. */
export type SandboxState = 'SANDBOX_READY' | 'SANDBOX_NOTREADY';

/** A container runtime, asked as the kubelet asks it: over gRPC on its socket. */
export class RuntimeClient {
  readonly #client: Client;
  readonly #definition = loadSync(PROTO, {longs: Number, enums: String, defaults: true});

  constructor(socket: string) {
    this.#client = new Client(`unix://${socket}`, credentials.createInsecure());
  }

  /** Resolves when the runtime takes calls; rejects after 20 s. */
  async waitUntilReady(): Promise<void> {
    const deadline = Date.now() + 20_000;
    await new Promise<void>((resolve, reject) => {
      this.#client.waitForReady(deadline, (error) => (error === undefined ? resolve() : reject(error)));
    });
    // It listens before it has found out which pods there are.
    while (!(await this.conditions().then(Boolean, () => false))) {
      if (Date.now() > deadline) throw new Error('the runtime does not get ready');
      await sleep(10);
    }
  }

  async conditions(): Promise<readonly RuntimeCondition[]> {
    const answer = await this.#call<{status: {conditions: RuntimeCondition[]}}>('RuntimeService', 'Status', {});
    return answer.status.conditions;
  }

  /** Creates and starts a sandbox, and returns its id. Rejects with the text that a pod's events show. */
  async runPodSandbox(config: SandboxConfig): Promise<string> {
    return (await this.#call<{podSandboxId: string}>('RuntimeService', 'RunPodSandbox', {config})).podSandboxId;
  }

  async stopPodSandbox(podSandboxId: string): Promise<void> {
    await this.#call('RuntimeService', 'StopPodSandbox', {podSandboxId});
  }

  async removePodSandbox(podSandboxId: string): Promise<void> {
    await this.#call('RuntimeService', 'RemovePodSandbox', {podSandboxId});
  }

  /** A sandbox's state, its address (empty if it has none), and its network namespace. */
  async podSandboxStatus(podSandboxId: string): Promise<{state: SandboxState; address: string; namespace: string}> {
    const request = {podSandboxId, verbose: true};
    const {status, info} = await this.#call<SandboxStatus>('RuntimeService', 'PodSandboxStatus', request);
    const details: unknown = JSON.parse(info['info'] ?? '{}');
    return {state: status.state, address: status.network?.ip ?? '', namespace: networkNamespace(details)};
  }

  async listPodSandboxes(): Promise<readonly {readonly id: string; readonly state: SandboxState}[]> {
    const answer = await this.#call<{items: {id: string; state: SandboxState}[]}>(
      'RuntimeService',
      'ListPodSandbox',
      {},
    );
    return answer.items.map(({id, state}) => ({id, state}));
  }

  /** Whether the runtime has an image. */
  async hasImage(image: string): Promise<boolean> {
    const answer = await this.#call<{image: unknown}>('ImageService', 'ImageStatus', {image: {image}});
    return answer.image !== null;
  }

  close(): void {
    this.#client.close();
  }

  #call<Answer>(service: string, method: string, request: object): Promise<Answer> {
    const {path, requestSerialize, responseDeserialize} = this.#find(service, method);
    return new Promise((resolve, reject) => {
      this.#client.makeUnaryRequest(path, requestSerialize, responseDeserialize, request, (error, answer) => {
        if (error === null) resolve(answer as Answer);
        else reject(new Error(error.details));
      });
    });
  }

  #find(service: string, method: string): MethodDefinition<object, object> {
    const found = (this.#definition[`runtime.v1.${service}`] as ServiceDefinition | undefined)?.[method];
    if (found === undefined) throw new Error(`cri.proto has no ${service}.${method}`);
    return found;
  }
}

/** containerd prints its own idea of a sandbox: the namespaces are in the OCI specification in it. */
function networkNamespace(details: unknown): string {
  const {runtimeSpec} = details as {
    runtimeSpec?: {linux?: {namespaces?: readonly {type: string; path?: string}[]}};
  };
  return runtimeSpec?.linux?.namespaces?.find(({type}) => type === 'network')?.path ?? '';
}
