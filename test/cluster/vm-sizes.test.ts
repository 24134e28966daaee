import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {describeVmSize, suggestVmSize, VM_SIZE_NAMES, type VmSize} from '../../src/cluster/vm-sizes.ts';

const USUAL = {
  architecture: 'amd64',
  diskController: 'SCSI',
  premiumStorage: true,
  acceleratedNetworking: true,
  gpu: false,
  temporaryDisk: false,
  generation2: true,
  confidential: false,
} as const;

describe('describeVmSize', () => {
  it.each<VmSize>([
    {...USUAL, name: 'Standard_D2s_v5', family: 'Dsv5', vcpus: 2, memoryGiB: 8, maxNics: 2},
    {...USUAL, name: 'Standard_D96s_v5', family: 'Dsv5', vcpus: 96, memoryGiB: 384, maxNics: 8},
    {...USUAL, name: 'Standard_D4ads_v5', family: 'Dadsv5', vcpus: 4, memoryGiB: 16, maxNics: 2, temporaryDisk: true},
    {...USUAL, name: 'Standard_D8ls_v5', family: 'Dlsv5', vcpus: 8, memoryGiB: 16, maxNics: 4},
    {...USUAL, name: 'Standard_D4_v5', family: 'Dv5', vcpus: 4, memoryGiB: 16, maxNics: 2, premiumStorage: false},
    {...USUAL, name: 'Standard_D16s_v6', family: 'Dsv6', vcpus: 16, memoryGiB: 64, maxNics: 8, diskController: 'NVMe'},
    {...USUAL, name: 'Standard_D2s_v7', family: 'Dsv7', vcpus: 2, memoryGiB: 8, maxNics: 3, diskController: 'NVMe'},
    {
      ...USUAL,
      name: 'Standard_D64s_v7',
      family: 'Dsv7',
      vcpus: 64,
      memoryGiB: 256,
      maxNics: 15,
      diskController: 'NVMe',
    },
    {
      ...USUAL,
      name: 'Standard_E160as_v7',
      family: 'Easv7',
      vcpus: 160,
      memoryGiB: 1280,
      maxNics: 15,
      diskController: 'NVMe',
    },
    {...USUAL, name: 'Standard_E20as_v5', family: 'Easv5', vcpus: 20, memoryGiB: 160, maxNics: 8},
    {...USUAL, name: 'Standard_E96s_v5', family: 'Esv5', vcpus: 96, memoryGiB: 672, maxNics: 8},
    {...USUAL, name: 'Standard_E104is_v5', family: 'Esv5', vcpus: 104, memoryGiB: 672, maxNics: 8},
    {...USUAL, name: 'Standard_E64s_v4', family: 'Esv4', vcpus: 64, memoryGiB: 504, maxNics: 8},
    {...USUAL, name: 'Standard_F16s_v2', family: 'Fsv2', vcpus: 16, memoryGiB: 32, maxNics: 4, temporaryDisk: true},
    {...USUAL, name: 'Standard_B2ls_v2', family: 'Bsv2', vcpus: 2, memoryGiB: 4, maxNics: 2},
    {...USUAL, name: 'Standard_B16as_v2', family: 'Basv2', vcpus: 16, memoryGiB: 64, maxNics: 4},
    {...USUAL, name: 'Standard_DS3_v2', family: 'DSv2', vcpus: 4, memoryGiB: 14, maxNics: 4, temporaryDisk: true},
    {...USUAL, name: 'Standard_L8s_v3', family: 'Lsv3', vcpus: 8, memoryGiB: 64, maxNics: 4, temporaryDisk: true},
  ])('knows $name', (size) => {
    expect(describeVmSize(size.name)).toEqual(size);
  });

  it.each<VmSize>([
    {
      ...USUAL,
      name: 'Standard_D64pds_v5',
      family: 'Dpdsv5',
      vcpus: 64,
      memoryGiB: 208,
      maxNics: 8,
      architecture: 'arm64',
      temporaryDisk: true,
    },
    {...USUAL, name: 'Standard_D16ps_v5', family: 'Dpsv5', vcpus: 16, memoryGiB: 64, maxNics: 4, architecture: 'arm64'},
    {...USUAL, name: 'Standard_D16ps_v6', family: 'Dpsv6', vcpus: 16, memoryGiB: 64, maxNics: 8, architecture: 'arm64'},
    {...USUAL, name: 'Standard_B2pts_v2', family: 'Bpsv2', vcpus: 2, memoryGiB: 1, maxNics: 2, architecture: 'arm64'},
    {
      ...USUAL,
      name: 'Standard_E32ps_v5',
      family: 'Epsv5',
      vcpus: 32,
      memoryGiB: 208,
      maxNics: 8,
      architecture: 'arm64',
    },
  ])('knows that $name is an arm64 machine', (size) => {
    expect(describeVmSize(size.name)).toEqual(size);
  });

  it('knows sizes that cannot do what a cluster expects of a machine', () => {
    expect(describeVmSize('Standard_A2_v2')).toEqual({
      ...USUAL,
      name: 'Standard_A2_v2',
      family: 'Av2',
      vcpus: 2,
      memoryGiB: 4,
      maxNics: 2,
      premiumStorage: false,
      acceleratedNetworking: false,
      temporaryDisk: true,
      generation2: false,
    });
    expect(describeVmSize('Standard_DC16ads_v5')).toEqual({
      ...USUAL,
      name: 'Standard_DC16ads_v5',
      family: 'DCadsv5',
      vcpus: 16,
      memoryGiB: 64,
      maxNics: 4,
      acceleratedNetworking: false,
      temporaryDisk: true,
      confidential: true,
    });
    expect(describeVmSize('Standard_NV6ads_A10_v5')).toEqual({
      ...USUAL,
      name: 'Standard_NV6ads_A10_v5',
      family: 'NVadsA10_v5',
      vcpus: 6,
      memoryGiB: 55,
      maxNics: 1,
      gpu: true,
      temporaryDisk: true,
    });
  });

  it.each(['standard_d2s_v5', 'Standard_D2S_v5', 'D2s_v5', 'Standard_D3s_v5', 'Standard_Bogus_v9', '', '__proto__'])(
    'says nothing of %j',
    (name) => {
      expect(describeVmSize(name)).toBe(undefined);
    },
  );

  it('has names that tell the processor, the disk of its own and the premium disks of every newer series', () => {
    const contradictions = VM_SIZE_NAMES.map(describeVmSize)
      .filter((size) => size !== undefined)
      .filter(({name}) => /^Standard_[DEF]C?\d+[a-z]*_v[5-7]$/.test(name))
      .filter((size) => {
        const letters = /\d+([a-z]*)_v/.exec(size.name)?.[1] ?? '';
        return (
          letters.includes('p') !== (size.architecture === 'arm64') ||
          letters.includes('d') !== size.temporaryDisk ||
          letters.includes('s') !== size.premiumStorage
        );
      });

    expect(contradictions).toEqual([]);
  });

  it('has no two entries for one size, and numbers that can be', () => {
    const sizes = VM_SIZE_NAMES.map(describeVmSize).filter((size) => size !== undefined);
    const odd = sizes.filter(
      ({name, vcpus, memoryGiB, maxNics}) =>
        !/^Standard_[A-Z]+[A-Za-z0-9_]+$/.test(name) ||
        !Number.isInteger(vcpus) ||
        vcpus < 1 ||
        memoryGiB / vcpus < 0.5 ||
        memoryGiB / vcpus > 30 ||
        maxNics < 1 ||
        maxNics > 15,
    );

    expect(odd).toEqual([]);
    expect(new Set(VM_SIZE_NAMES.map((name) => name.toLowerCase())).size).toBe(VM_SIZE_NAMES.length);
    expect(VM_SIZE_NAMES.length).toBe(601);
  });
});

describe('suggestVmSize', () => {
  it.each<[name: string, suggestion: string | undefined]>([
    ['Standard_D4s_v5', 'Standard_D4s_v5'],
    ['standard_d4s_V5', 'Standard_D4s_v5'],
    ['D4s_v5', 'Standard_D4s_v5'],
    ['Standard D4s v5', 'Standard_D4s_v5'],
    ['Standard_D4sv5', 'Standard_D4s_v5'],
    ['Standard_D4s_v55', 'Standard_D4s_v5'],
    ['Standard_D3s_v5', 'Standard_D4s_v5'],
    ['Standard_D500s_v6', 'Standard_D192s_v6'],
    ['Standard_E8-2s_v5', 'Standard_E8s_v5'],
    ['Standard_DS20_v2', 'Standard_DS15_v2'],
    ['Standard_NC6ads_A100_v4', 'Standard_NC24ads_A100_v4'],
    ['Standard_Bogus_v9', undefined],
    ['t3.large', undefined],
    ['', undefined],
  ])('suggests for %j', (name, suggestion) => {
    expect(suggestVmSize(name)).toBe(suggestion);
  });

  it('finds every size by its letters and digits alone', () => {
    fc.assert(
      fc.property(fc.constantFrom(...VM_SIZE_NAMES), (name) => {
        expect(suggestVmSize(name.toUpperCase())).toBe(name);
        expect(suggestVmSize(name.slice('Standard_'.length).replaceAll('_', ''))).toBe(name);
      }),
    );
  });

  it('suggests known sizes only', () => {
    fc.assert(
      fc.property(fc.string(), (name) => {
        const suggestion = suggestVmSize(name);

        expect(suggestion === undefined || describeVmSize(suggestion) !== undefined).toBe(true);
      }),
    );
  });
});
