import type {DeployScript} from './deploy-script.ts';

/** A file that cloud-init writes on a machine; its owner is root. */
export interface NodeFile {
  /** Absolute. */
  readonly path: string;
  /** Permission bits, such as 0o644. */
  readonly mode: number;
  readonly content: string | Uint8Array;
}

/** Custom data of a machine, as Azure takes it. */
export interface CustomData {
  /** Base64 of the gzipped cloud-init. */
  readonly base64: string;
  /** Size before base64, in bytes: at most 65,535 (`MAX_CUSTOM_DATA_BYTES`). */
  readonly bytes: number;
}

/** Everything that makes a machine of one role: all of them get the same. */
export interface MachineSetup {
  /** `control-plane`, or the name of a pool. */
  readonly name: string;
  readonly files: readonly NodeFile[];
  /** The text of the custom data: `#cloud-config`. */
  readonly cloudInit: string;
  readonly customData: CustomData;
  readonly deployScript: DeployScript;
}

/** The setups of a cluster: one for the control plane, and one for each pool, in the order of the pools. */
export interface MachineSetups {
  readonly controlPlane: MachineSetup;
  readonly pools: readonly MachineSetup[];
}
