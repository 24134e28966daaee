import {
  coveredFields,
  type Field,
  type FieldTable,
  flag,
  harmless,
  list,
  mapping,
  missed,
  sameField,
  type Translate,
  wholeMapping,
} from './fields.ts';
import {lost, wrong} from './findings.ts';
import {kubernetesFields} from './kubernetes-fields.ts';

/** `imageReference`: an image of one's own. */
const customImage: Field = wholeMapping('name resourceGroup subscriptionId gallery version', () => [
  wrong(
    'VK5014',
    'machines start from Ubuntu 24.04, not from an image of your own',
    'remove it; kubernetes.packages names mirrors for what nodes install',
  ),
]);

/** `encryptionAtHost`. */
const encryptionAtHost: Field = flag({
  on: wrong('VK5013', 'machines would not be encrypted at the host', 'remove it if that is acceptable'),
  off: 'off',
});

/** Extensions: scripts that ran on the machines. */
const extensions: Translate = () => [
  lost('extensions do not run on the machines', 'do what they did by a DaemonSet, or by manifests in addons'),
];

const EXTENSION_KEYS = 'name singleOrAll template';

/** Fields that control plane and pools have in common, and that nothing stands for. */
export const commonFields: FieldTable = {
  imageReference: customImage,
  encryptionAtHost,
  ultraSSDEnabled: flag({
    on: lost('machines cannot have ultra disks', 'use premium disks for persistent volumes'),
    off: 'off',
  }),
  auditDEnabled: flag({on: lost('auditd is not installed', 'install it by a DaemonSet'), off: 'off'}),
  sysctldConfig: missed('kernel settings are not taken over', 'set them by a DaemonSet', 'mapping'),
  proximityPlacementGroupID: missed(
    'machines are in no proximity placement group',
    'use one zone if distance matters',
    'text',
  ),
  singlePlacementGroup: harmless('scale sets always span placement groups', 'flag'),
  platformUpdateDomainCount: harmless('Azure chooses the number of update domains', 'number'),
  ...sameField('osDiskCachingType dataDiskCachingType', harmless('caching is chosen to suit the disk', 'text')),
  fqdn: harmless('an answer of the old tool, not a setting', 'text'),
  preProvisionExtension: wholeMapping(EXTENSION_KEYS, extensions),
  extensions: list(mapping(coveredFields(EXTENSION_KEYS)), extensions),
};

/** Fields of a profile's `kubernetesConfig` beside `kubeletConfig`, which was all that the old tools read there. */
export const profileKubernetesFields: FieldTable = sameField(
  Object.keys(kubernetesFields).join(' '),
  harmless('was read for the whole cluster only, under orchestratorProfile'),
);
