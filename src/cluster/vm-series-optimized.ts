import type {EvenSteps, VmSize, VmTraits} from './vm-series.ts';
import {evenSteps, FEWER_NICS, SEVENTH_AMD_NICS, series, step} from './vm-series.ts';

/*
 * Sizes with more memory (E, EC), computing power (F), local disks (L) or with a GPU (N). The source of each series is
 * the page of that name under Azure: virtual-machines/sizes (as of 2026), in memory-optimized, compute-optimized,
 * storage-optimized and gpu-accelerated, such as easv5-series.
 */

const TO_64 = [2, 4, 8, 16, 20, 32, 48, 64];
const TO_96 = [...TO_64, 96];
const TO_128 = [...TO_96, 128];
/** Without the 20 that only some series have. */
const EVEN_TO_64 = [2, 4, 8, 16, 32, 48, 64];
const EVEN_TO_96 = [...EVEN_TO_64, 96];

const WITH_DISK: Partial<VmTraits> = {temporaryDisk: true};
const NVME: Partial<VmTraits> = {diskController: 'NVMe'};
const ARM64: Partial<VmTraits> = {architecture: 'arm64'};
const GPU: Partial<VmTraits> = {gpu: true, temporaryDisk: true};
const CONFIDENTIAL: Partial<VmTraits> = {confidential: true, acceleratedNetworking: false};

/** E sizes of x86 have 8 GiB for every vCPU, up to what the host has. */
const E3 = {vcpus: TO_64, gibPerVcpu: 8, memoryGiB: {64: 432}};
const E4 = {vcpus: TO_64, gibPerVcpu: 8, memoryGiB: {64: 504}};
const E5 = {vcpus: TO_96, gibPerVcpu: 8, memoryGiB: {96: 672}};
const ALTRA = {vcpus: [2, 4, 8, 16, 20, 32], gibPerVcpu: 8, memoryGiB: {32: 208}, nics: FEWER_NICS};
const COBALT = {vcpus: EVEN_TO_96, gibPerVcpu: 8, memoryGiB: {96: 672}};

/** ev3-esv3-series to esv5-series; sizes with `i` have a host to themselves. */
const MEMORY_TO_5: readonly VmSize[] = [
  ...series('Ev3', [...evenSteps({name: 'E#_v3', ...E3}), step('E64i_v3', 64, 432, 8)], {
    premiumStorage: false,
    generation2: false,
    temporaryDisk: true,
  }),
  ...series('Esv3', [...evenSteps({name: 'E#s_v3', ...E3}), step('E64is_v3', 64, 432, 8)], WITH_DISK),
  ...series('Esv4', [...evenSteps({name: 'E#s_v4', ...E4}), step('E80is_v4', 80, 504, 8)]),
  ...series('Edsv4', [...evenSteps({name: 'E#ds_v4', ...E4}), step('E80ids_v4', 80, 504, 8)], WITH_DISK),
  ...series('Easv4', evenSteps({name: 'E#as_v4', ...E5}), WITH_DISK),
  ...series('Esv5', [...evenSteps({name: 'E#s_v5', ...E5}), step('E104is_v5', 104, 672, 8)]),
  ...series('Edsv5', [...evenSteps({name: 'E#ds_v5', ...E5}), step('E104ids_v5', 104, 672, 8)], WITH_DISK),
  ...series('Easv5', [...evenSteps({name: 'E#as_v5', ...E5}), step('E112ias_v5', 112, 672, 8)]),
  ...series('Eadsv5', [...evenSteps({name: 'E#ads_v5', ...E5}), step('E112iads_v5', 112, 672, 8)], WITH_DISK),
  ...series('Epsv5', evenSteps({name: 'E#ps_v5', ...ALTRA}), ARM64),
  ...series('Epdsv5', evenSteps({name: 'E#pds_v5', ...ALTRA}), {...ARM64, ...WITH_DISK}),
];

const MEMORY_FROM_6: readonly VmSize[] = [
  ...series(
    'Esv6',
    [...evenSteps({name: 'E#s_v6', vcpus: TO_128, gibPerVcpu: 8}), step('E192is_v6', 192, 1832, 8)],
    NVME,
  ),
  ...series('Edsv6', evenSteps({name: 'E#ds_v6', vcpus: TO_128, gibPerVcpu: 8}), {...NVME, ...WITH_DISK}),
  ...series('Easv6', evenSteps({name: 'E#as_v6', ...E5}), NVME),
  ...series('Eadsv6', evenSteps({name: 'E#ads_v6', ...E5}), {...NVME, ...WITH_DISK}),
  ...series('Epsv6', evenSteps({name: 'E#ps_v6', ...COBALT}), ARM64),
  ...series('Epdsv6', evenSteps({name: 'E#pds_v6', ...COBALT}), {...ARM64, ...WITH_DISK}),
  ...series(
    'Easv7',
    evenSteps({name: 'E#as_v7', vcpus: [...EVEN_TO_96, 128, 160], gibPerVcpu: 8, nics: SEVENTH_AMD_NICS}),
    NVME,
  ),
];

/** ecasv5-ecadsv5-series. */
const EC5 = {...E5, nics: FEWER_NICS} satisfies Omit<EvenSteps, 'name'>;
const MEMORY_CONFIDENTIAL: readonly VmSize[] = [
  ...series('ECasv5', evenSteps({name: 'EC#as_v5', ...EC5}), CONFIDENTIAL),
  ...series('ECadsv5', evenSteps({name: 'EC#ads_v5', ...EC5}), {...CONFIDENTIAL, ...WITH_DISK}),
];

const COMPUTE: readonly VmSize[] = [
  ...series(
    'Fsv2',
    evenSteps({name: 'F#s_v2', vcpus: [...EVEN_TO_64, 72], gibPerVcpu: 2, nics: FEWER_NICS}),
    WITH_DISK,
  ),
  ...series('Fasv6', evenSteps({name: 'F#as_v6', vcpus: EVEN_TO_64, gibPerVcpu: 4}), NVME),
  ...series('Falsv6', evenSteps({name: 'F#als_v6', vcpus: EVEN_TO_64, gibPerVcpu: 2}), NVME),
  ...series('Famsv6', evenSteps({name: 'F#ams_v6', vcpus: EVEN_TO_64, gibPerVcpu: 8}), NVME),
];

/** The third generation has its local disks on NVMe, but managed ones on SCSI; the fourth knows NVMe only. */
const L3 = [8, 16, 32, 48, 64, 80];
const L4 = [2, 4, 8, 16, 32, 48, 64, 80, 96];
const STORAGE: readonly VmSize[] = [
  ...series('Lsv3', evenSteps({name: 'L#s_v3', vcpus: L3, gibPerVcpu: 8}), WITH_DISK),
  ...series('Lasv3', evenSteps({name: 'L#as_v3', vcpus: L3, gibPerVcpu: 8}), WITH_DISK),
  ...series('Lsv4', evenSteps({name: 'L#s_v4', vcpus: L4, gibPerVcpu: 8}), {...NVME, ...WITH_DISK}),
  ...series('Lasv4', evenSteps({name: 'L#as_v4', vcpus: L4, gibPerVcpu: 8}), {...NVME, ...WITH_DISK}),
];

const WITH_GPU: readonly VmSize[] = [
  ...series(
    'NCasT4_v3',
    [
      step('NC4as_T4_v3', 4, 28, 2),
      step('NC8as_T4_v3', 8, 56, 4),
      step('NC16as_T4_v3', 16, 110, 8),
      step('NC64as_T4_v3', 64, 440, 8),
    ],
    GPU,
  ),
  ...series(
    'NC_A100_v4',
    [step('NC24ads_A100_v4', 24, 220, 2), step('NC48ads_A100_v4', 48, 440, 4), step('NC96ads_A100_v4', 96, 880, 8)],
    GPU,
  ),
  ...series('NCads_H100_v5', [step('NC40ads_H100_v5', 40, 320, 2), step('NC80adis_H100_v5', 80, 640, 4)], GPU),
  ...series(
    'NVadsA10_v5',
    [
      step('NV6ads_A10_v5', 6, 55, 1),
      step('NV12ads_A10_v5', 12, 110, 2),
      step('NV18ads_A10_v5', 18, 220, 4),
      step('NV36ads_A10_v5', 36, 440, 4),
      step('NV36adms_A10_v5', 36, 880, 8),
      step('NV72ads_A10_v5', 72, 880, 8),
    ],
    GPU,
  ),
  ...series('ND_H100_v5', [step('ND96isr_H100_v5', 96, 1900, 8)], GPU),
  ...series('ND_H200_v5', [step('ND96isr_H200_v5', 96, 1850, 8)], GPU),
];

/** All other sizes known to this release. */
export const OPTIMIZED_SIZES: readonly VmSize[] = [
  ...MEMORY_TO_5,
  ...MEMORY_FROM_6,
  ...MEMORY_CONFIDENTIAL,
  ...COMPUTE,
  ...STORAGE,
  ...WITH_GPU,
];
