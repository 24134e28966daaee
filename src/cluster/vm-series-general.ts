import type {NicRule, VmSize, VmTraits} from './vm-series.ts';
import {evenSteps, FEWER_NICS, SEVENTH_AMD_NICS, SEVENTH_INTEL_NICS, series, step} from './vm-series.ts';

/*
 * General purpose sizes: A, B, D and DC. The source of each series is the page of that name under Azure:
 * virtual-machines/sizes/general-purpose (as of 2026), such as dadsv5-series. The numbers of network interfaces are
 * from the same pages. Sizes with constrained vCPUs, and series whose pages were not read, are left out.
 */

const TO_64 = [2, 4, 8, 16, 32, 48, 64];
const TO_96 = [...TO_64, 96];
const TO_128 = [...TO_96, 128];
const TO_160 = [...TO_128, 160];
const TO_192 = [...TO_128, 192];
const TO_372 = [...TO_192, 248, 372];

const WITH_DISK: Partial<VmTraits> = {temporaryDisk: true};
const NVME: Partial<VmTraits> = {diskController: 'NVMe'};
const ARM64: Partial<VmTraits> = {architecture: 'arm64'};
/** Series without the `s` for premium disks; up to version 3 they start images of generation 1 only. */
const FIRST_GENERATION: Partial<VmTraits> = {premiumStorage: false, generation2: false, temporaryDisk: true};
const CONFIDENTIAL: Partial<VmTraits> = {confidential: true, acceleratedNetworking: false};

/** av2-series and bv1-series; of the latter only the large sizes have accelerated networking. */
const A_AND_B1: readonly VmSize[] = [
  ...series(
    'Av2',
    [
      step('A1_v2', 1, 2, 2),
      step('A2_v2', 2, 4, 2),
      step('A4_v2', 4, 8, 4),
      step('A8_v2', 8, 16, 8),
      step('A2m_v2', 2, 16, 2),
      step('A4m_v2', 4, 32, 4),
      step('A8m_v2', 8, 64, 8),
    ],
    {...FIRST_GENERATION, acceleratedNetworking: false},
  ),
  ...series(
    'Bv1',
    [
      step('B1ls', 1, 0.5, 2),
      step('B1s', 1, 1, 2),
      step('B1ms', 1, 2, 2),
      step('B2s', 2, 4, 3),
      step('B2ms', 2, 8, 3),
      step('B4ms', 4, 16, 4),
      step('B8ms', 8, 32, 4),
    ],
    {...WITH_DISK, acceleratedNetworking: false},
  ),
  ...series('Bv1', [step('B12ms', 12, 48, 6), step('B16ms', 16, 64, 8), step('B20ms', 20, 80, 8)], WITH_DISK),
];

/** Bursting series of the second generation; `letters` is what stands for the processor. */
function burstable(family: string, letters: string, vcpus: readonly number[], traits: Partial<VmTraits>) {
  const nics: NicRule = (count) => (count < 16 ? 2 : 4);
  return [
    ...series(family, [step(`B2${letters}ts_v2`, 2, 1, 2)], traits),
    ...series(family, evenSteps({name: `B#${letters}ls_v2`, vcpus, gibPerVcpu: 2, nics}), traits),
    ...series(family, evenSteps({name: `B#${letters}s_v2`, vcpus, gibPerVcpu: 4, nics}), traits),
  ];
}

const BURSTABLE: readonly VmSize[] = [
  ...burstable('Bsv2', '', [2, 4, 8, 16, 32], {}),
  ...burstable('Basv2', 'a', [2, 4, 8, 16, 32], {}),
  ...burstable('Bpsv2', 'p', [2, 4, 8, 16], ARM64),
];

/**
 * dsv2-series and dv2-dsv2-series-memory. The first says "premium storage: not supported" above a table of premium
 * throughputs, and "generation 1" where the second has both: its list is that of the Dv2 series.
 */
const SECOND: readonly VmSize[] = [
  ...series('DSv2', [step('DS1_v2', 1, 3.5, 2)], {...WITH_DISK, acceleratedNetworking: false}),
  ...series(
    'DSv2',
    [
      step('DS2_v2', 2, 7, 2),
      step('DS3_v2', 4, 14, 4),
      step('DS4_v2', 8, 28, 8),
      step('DS5_v2', 16, 56, 8),
      step('DS11_v2', 2, 14, 2),
      step('DS12_v2', 4, 28, 4),
      step('DS13_v2', 8, 56, 8),
      step('DS14_v2', 16, 112, 8),
      step('DS15_v2', 20, 140, 8),
    ],
    WITH_DISK,
  ),
  ...series(
    'Dv2',
    [
      step('D11_v2', 2, 14, 2),
      step('D12_v2', 4, 28, 4),
      step('D13_v2', 8, 56, 8),
      step('D14_v2', 16, 112, 8),
      step('D15_v2', 20, 140, 8),
    ],
    FIRST_GENERATION,
  ),
];

const THIRD_AND_FOURTH: readonly VmSize[] = [
  ...series('Dv3', evenSteps({name: 'D#_v3', vcpus: TO_64, gibPerVcpu: 4}), FIRST_GENERATION),
  ...series('Dsv3', evenSteps({name: 'D#s_v3', vcpus: TO_64, gibPerVcpu: 4}), WITH_DISK),
  ...series('Dsv4', evenSteps({name: 'D#s_v4', vcpus: TO_64, gibPerVcpu: 4})),
  ...series('Ddsv4', evenSteps({name: 'D#ds_v4', vcpus: TO_64, gibPerVcpu: 4}), WITH_DISK),
  ...series('Dasv4', evenSteps({name: 'D#as_v4', vcpus: TO_96, gibPerVcpu: 4}), WITH_DISK),
];

/** dpsv5-series and dplsv5-series: the largest machine has 208 GiB, not 256. */
const ALTRA_STANDARD = {vcpus: TO_64, gibPerVcpu: 4, memoryGiB: {64: 208}, nics: FEWER_NICS};
const ALTRA_LOW = {vcpus: TO_64, gibPerVcpu: 2, nics: FEWER_NICS};

const FIFTH: readonly VmSize[] = [
  ...series('Dv5', evenSteps({name: 'D#_v5', vcpus: TO_96, gibPerVcpu: 4}), {premiumStorage: false}),
  ...series('Dsv5', evenSteps({name: 'D#s_v5', vcpus: TO_96, gibPerVcpu: 4})),
  ...series('Ddsv5', evenSteps({name: 'D#ds_v5', vcpus: TO_96, gibPerVcpu: 4}), WITH_DISK),
  ...series('Dlsv5', evenSteps({name: 'D#ls_v5', vcpus: TO_96, gibPerVcpu: 2})),
  ...series('Dldsv5', evenSteps({name: 'D#lds_v5', vcpus: TO_96, gibPerVcpu: 2}), WITH_DISK),
  ...series('Dasv5', evenSteps({name: 'D#as_v5', vcpus: TO_96, gibPerVcpu: 4})),
  ...series('Dadsv5', evenSteps({name: 'D#ads_v5', vcpus: TO_96, gibPerVcpu: 4}), WITH_DISK),
  ...series('Dpsv5', evenSteps({name: 'D#ps_v5', ...ALTRA_STANDARD}), ARM64),
  ...series('Dpdsv5', evenSteps({name: 'D#pds_v5', ...ALTRA_STANDARD}), {...ARM64, ...WITH_DISK}),
  ...series('Dplsv5', evenSteps({name: 'D#pls_v5', ...ALTRA_LOW}), ARM64),
  ...series('Dpldsv5', evenSteps({name: 'D#plds_v5', ...ALTRA_LOW}), {...ARM64, ...WITH_DISK}),
];

/** The pages of the x86 series demand images that know NVMe; those of the arm64 series do not. */
const SIXTH: readonly VmSize[] = [
  ...series('Dsv6', evenSteps({name: 'D#s_v6', vcpus: TO_192, gibPerVcpu: 4}), NVME),
  ...series('Ddsv6', evenSteps({name: 'D#ds_v6', vcpus: TO_192, gibPerVcpu: 4}), {...NVME, ...WITH_DISK}),
  ...series('Dlsv6', evenSteps({name: 'D#ls_v6', vcpus: TO_128, gibPerVcpu: 2}), NVME),
  ...series('Dldsv6', evenSteps({name: 'D#lds_v6', vcpus: TO_128, gibPerVcpu: 2}), {...NVME, ...WITH_DISK}),
  ...series('Dasv6', evenSteps({name: 'D#as_v6', vcpus: TO_96, gibPerVcpu: 4}), NVME),
  ...series('Dadsv6', evenSteps({name: 'D#ads_v6', vcpus: TO_96, gibPerVcpu: 4}), {...NVME, ...WITH_DISK}),
  ...series('Dalsv6', evenSteps({name: 'D#als_v6', vcpus: TO_96, gibPerVcpu: 2}), NVME),
  ...series('Daldsv6', evenSteps({name: 'D#alds_v6', vcpus: TO_96, gibPerVcpu: 2}), {...NVME, ...WITH_DISK}),
  ...series('Dpsv6', evenSteps({name: 'D#ps_v6', vcpus: TO_96, gibPerVcpu: 4}), ARM64),
  ...series('Dpdsv6', evenSteps({name: 'D#pds_v6', vcpus: TO_96, gibPerVcpu: 4}), {...ARM64, ...WITH_DISK}),
  ...series('Dplsv6', evenSteps({name: 'D#pls_v6', vcpus: TO_96, gibPerVcpu: 2}), ARM64),
  ...series('Dpldsv6', evenSteps({name: 'D#plds_v6', vcpus: TO_96, gibPerVcpu: 2}), {...ARM64, ...WITH_DISK}),
];

const SEVENTH: readonly VmSize[] = [
  ...series('Dsv7', evenSteps({name: 'D#s_v7', vcpus: TO_372, gibPerVcpu: 4, nics: SEVENTH_INTEL_NICS}), NVME),
  ...series('Ddsv7', evenSteps({name: 'D#ds_v7', vcpus: TO_372, gibPerVcpu: 4, nics: SEVENTH_INTEL_NICS}), {
    ...NVME,
    ...WITH_DISK,
  }),
  ...series('Dasv7', evenSteps({name: 'D#as_v7', vcpus: TO_160, gibPerVcpu: 4, nics: SEVENTH_AMD_NICS}), NVME),
  ...series('Dadsv7', evenSteps({name: 'D#ads_v7', vcpus: TO_160, gibPerVcpu: 4, nics: SEVENTH_AMD_NICS}), {
    ...NVME,
    ...WITH_DISK,
  }),
];

const CONFIDENTIAL_5: readonly VmSize[] = [
  ...series('DCasv5', evenSteps({name: 'DC#as_v5', vcpus: TO_96, gibPerVcpu: 4, nics: FEWER_NICS}), CONFIDENTIAL),
  ...series('DCadsv5', evenSteps({name: 'DC#ads_v5', vcpus: TO_96, gibPerVcpu: 4, nics: FEWER_NICS}), {
    ...CONFIDENTIAL,
    ...WITH_DISK,
  }),
];

/** All general purpose sizes known to this release. */
export const GENERAL_PURPOSE_SIZES: readonly VmSize[] = [
  ...A_AND_B1,
  ...BURSTABLE,
  ...SECOND,
  ...THIRD_AND_FOURTH,
  ...FIFTH,
  ...SIXTH,
  ...SEVENTH,
  ...CONFIDENTIAL_5,
];
