/** What a template says of its own format (Azure: templates/syntax, "Template format"). */
export const DEPLOYMENT_SCHEMA = 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#';

/** The same for a file of parameters (Azure: templates/parameter-files). */
export const PARAMETERS_SCHEMA = 'https://schema.management.azure.com/schemas/2019-04-01/deploymentParameters.json#';

/** The version of the content, which Azure asks for and vnetk8s has no use for. */
export const CONTENT_VERSION = '1.0.0.0';
