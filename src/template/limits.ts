/*
 * What Azure Resource Manager takes. Source of each, where none is named: Azure: azure-resource-manager/templates/
 * best-practices, "Template limits".
 */

/** Most bytes of a template, as written and after its copies are expanded. */
export const MAX_TEMPLATE_BYTES = 4 * 1024 * 1024;

/** Most bytes of one resource in a template after its copies are expanded. */
export const MAX_RESOURCE_BYTES = 1024 * 1024;

/** Most parameters of a template. */
export const MAX_PARAMETERS = 256;

/** Most variables of a template. */
export const MAX_VARIABLES = 256;

/** Most outputs of a template. */
export const MAX_OUTPUTS = 64;

/** Most resources of one deployment, each round of a copy counted. */
export const MAX_RESOURCES = 800;

/** Most characters of an expression, its brackets included. */
export const MAX_EXPRESSION_LENGTH = 24_576;

/** Most rounds of a copy (Azure: templates/copy-resources and copy-properties, "Copy limits"). */
export const MAX_COPY_COUNT = 800;

/** Most nested deployments that what-if looks into; it ignores the rest (Azure: templates/deploy-what-if). */
export const MAX_DEPLOYMENTS = 500;

/** Most bytes of custom data, before base64 (Azure: Compute API, osProfile.customData). */
export const MAX_CUSTOM_DATA_BYTES = 65_535;

/** Most levels of child resources within a resource (Azure: templates/resource-dependency, "Child resources"). */
export const MAX_CHILD_LEVELS = 5;

/**
 * Most levels that an expression nests here. Azure names no number; this one is far above what people write and far
 * below what the stack holds.
 */
export const MAX_EXPRESSION_DEPTH = 128;

/** Most elements that range() makes (Azure: template-functions-array, "range"). */
export const MAX_RANGE_COUNT = 10_000;

/** The largest number that range() may reach (Azure: template-functions-array, "range"). */
export const MAX_RANGE_VALUE = 2_147_483_647;
