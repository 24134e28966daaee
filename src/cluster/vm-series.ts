/** What a size of virtual machine has, as far as a cluster depends on it. */
export interface VmSize extends VmTraits {
  /** In Azure's own spelling: `Standard_D4ads_v5`. */
  readonly name: string;
  /** The name without what differs between the sizes of a series: `Dadsv5`. */
  readonly family: string;
  readonly vcpus: number;
  readonly memoryGiB: number;
  /** Most network interfaces. */
  readonly maxNics: number;
}

/** What all sizes of a series have in common (Azure: virtual-machines/vm-naming-conventions for the letters). */
export interface VmTraits {
  readonly architecture: 'amd64' | 'arm64';
  /** How managed disks are attached. `NVMe`: the size has no SCSI, and disks appear under other device names. */
  readonly diskController: 'SCSI' | 'NVMe';
  /** Whether it takes premium disks. */
  readonly premiumStorage: boolean;
  readonly acceleratedNetworking: boolean;
  readonly gpu: boolean;
  /** Whether the machine has a disk of its own, which an ephemeral operating system disk can be on. */
  readonly temporaryDisk: boolean;
  /** Whether it starts images of generation 2 (UEFI), the only kind that NVMe, arm64 and trusted launch know. */
  readonly generation2: boolean;
  /** Whether it is a confidential machine, which needs an image and a security profile of its own. */
  readonly confidential: boolean;
}

/** Sizes as a series' page lists them. */
export interface VmStep {
  /** Without `Standard_`. */
  readonly name: string;
  readonly vcpus: number;
  readonly memoryGiB: number;
  readonly maxNics: number;
}

/** What most series are: x86, SCSI, premium disks, accelerated networking, no disk of their own. */
const USUAL: VmTraits = {
  architecture: 'amd64',
  diskController: 'SCSI',
  premiumStorage: true,
  acceleratedNetworking: true,
  gpu: false,
  temporaryDisk: false,
  generation2: true,
  confidential: false,
};

/** A series: its sizes, and in what it differs from the usual. */
export function series(family: string, steps: readonly VmStep[], traits: Partial<VmTraits> = {}): readonly VmSize[] {
  return steps.map((step) => ({...USUAL, ...traits, ...step, name: `Standard_${step.name}`, family}));
}

/** How many network interfaces a machine with so many vCPUs has. */
export type NicRule = (vcpus: number) => number;

/** 2 up to 4 vCPUs, 4 up to 8, then 8: nearly every series. */
export const USUAL_NICS: NicRule = (vcpus) => (vcpus <= 4 ? 2 : vcpus <= 8 ? 4 : 8);

/** As the usual, but only 4 with 16 vCPUs: Fsv2, the arm64 series of generation 5, the confidential ones. */
export const FEWER_NICS: NicRule = (vcpus) => (vcpus <= 4 ? 2 : vcpus <= 16 ? 4 : 8);

/** The seventh generation on AMD processors: as the usual, and 15 beyond 96 vCPUs. */
export const SEVENTH_AMD_NICS: NicRule = (vcpus) => (vcpus > 96 ? 15 : USUAL_NICS(vcpus));

/** The seventh generation on Intel processors. */
export const SEVENTH_INTEL_NICS: NicRule = (vcpus) => (vcpus <= 2 ? 3 : vcpus <= 8 ? 4 : vcpus <= 48 ? 8 : 15);

/** What a series that grows evenly is made of. */
export interface EvenSteps {
  /** A size's name without `Standard_`, with `#` for the number of vCPUs: `D#ads_v5`. */
  readonly name: string;
  readonly vcpus: readonly number[];
  readonly gibPerVcpu: number;
  /** Sizes with another amount, GiB by vCPUs: the largest ones often have less. */
  readonly memoryGiB?: Readonly<Record<number, number>>;
  readonly nics?: NicRule;
}

/** The sizes of a series that grows evenly. */
export function evenSteps({name, vcpus, gibPerVcpu, memoryGiB = {}, nics = USUAL_NICS}: EvenSteps): readonly VmStep[] {
  return vcpus.map((count) => ({
    name: name.replace('#', String(count)),
    vcpus: count,
    memoryGiB: memoryGiB[count] ?? count * gibPerVcpu,
    maxNics: nics(count),
  }));
}

/** One size, by itself: where the name does not follow from the number of vCPUs. */
export function step(name: string, vcpus: number, memoryGiB: number, maxNics: number): VmStep {
  return {name, vcpus, memoryGiB, maxNics};
}
