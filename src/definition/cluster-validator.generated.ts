// Generated from cluster.schema.json by scripts/definition-validator.ts; "npm run docs" writes it anew.
// @ts-nocheck
import {parseAddress} from '../ipv4/address.ts';
import {parsePrefix} from '../ipv4/prefix.ts';
import {clusterSchema} from './cluster-schema.ts';

const formats = {
  'ipv4-prefix': (text) => parsePrefix(text) !== undefined,
  'ipv4-address': (text) => parseAddress(text) !== undefined,
};

/** An error as Ajv reports it. */
export interface ValidatorError {
  readonly keyword: string;
  /** JSON pointer to the value that fails. */
  readonly instancePath: string;
  readonly params: Readonly<Record<string, unknown>>;
}

/** Everything about a value that the schema does not allow. */
export function validatorErrors(value: unknown): readonly ValidatorError[] {
  return validate(value) ? [] : validate.errors;
}

function lengthOf(text) {
  return Array.from(text).length;
}

const validate = validate10;
const schema11 = clusterSchema;
const func2 = Object.prototype.hasOwnProperty;
const func3 = lengthOf;
const pattern0 = new RegExp("^[a-z]([a-z0-9-]{0,38}[a-z0-9])?$", "u");
const pattern1 = new RegExp("^1\\.[0-9]{1,3}(\\.[0-9]{1,3})?$", "u");
const pattern2 = new RegExp("^https?://[^\\s\"'`$\\\\]+$", "u");
const pattern4 = new RegExp("^[0-9A-F]{40}$", "u");
const pattern6 = new RegExp("^[a-z0-9][a-z0-9.-]*(:[0-9]{1,5})?(/[a-z0-9._-]+)*$", "u");
const pattern9 = new RegExp("^[A-Za-z0-9_-]{1,64}$", "u");
const pattern10 = new RegExp("^[a-z][a-z0-9]{0,11}$", "u");
const pattern12 = new RegExp("^[a-z]([a-z0-9-]{0,46}[a-z0-9])?$", "u");
const pattern13 = new RegExp("^[0-9]{1,5}(-[0-9]{1,5})?/(tcp|udp)$", "u");
const pattern14 = new RegExp("^[a-z_][a-z0-9_-]{0,31}$", "u");
const formats0 = formats["ipv4-prefix"];
const formats2 = formats["ipv4-address"];

function validate10(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.apiVersion === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "apiVersion"}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data.name === undefined){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "name"}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if(data.location === undefined){
const err2 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "location"}};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
if(data.nodePools === undefined){
const err3 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "nodePools"}};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
if(data.linux === undefined){
const err4 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "linux"}};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
for(const key0 in data){
if(!(func2.call(schema11.properties, key0))){
const err5 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0}};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
if(data.apiVersion !== undefined){
let data0 = data.apiVersion;
if(typeof data0 !== "string"){
const err6 = {instancePath:instancePath+"/apiVersion",schemaPath:"#/properties/apiVersion/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
if(!(data0 === "vnetk8s/v1")){
const err7 = {instancePath:instancePath+"/apiVersion",schemaPath:"#/properties/apiVersion/enum",keyword:"enum",params:{allowedValues: schema11.properties.apiVersion.enum}};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
}
if(data.name !== undefined){
let data1 = data.name;
if(typeof data1 === "string"){
if(!pattern0.test(data1)){
const err8 = {instancePath:instancePath+"/name",schemaPath:"#/properties/name/pattern",keyword:"pattern",params:{pattern: "^[a-z]([a-z0-9-]{0,38}[a-z0-9])?$"}};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
else {
const err9 = {instancePath:instancePath+"/name",schemaPath:"#/properties/name/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
}
if(data.location !== undefined){
let data2 = data.location;
if(typeof data2 === "string"){
if(func3(data2) > 64){
const err10 = {instancePath:instancePath+"/location",schemaPath:"#/properties/location/maxLength",keyword:"maxLength",params:{limit: 64}};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
if(func3(data2) < 1){
const err11 = {instancePath:instancePath+"/location",schemaPath:"#/properties/location/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
}
else {
const err12 = {instancePath:instancePath+"/location",schemaPath:"#/properties/location/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
}
if(data.cloud !== undefined){
let data3 = data.cloud;
if(typeof data3 !== "string"){
const err13 = {instancePath:instancePath+"/cloud",schemaPath:"#/properties/cloud/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
if(!(((data3 === "AzureCloud") || (data3 === "AzureUSGovernment")) || (data3 === "AzureChinaCloud"))){
const err14 = {instancePath:instancePath+"/cloud",schemaPath:"#/properties/cloud/enum",keyword:"enum",params:{allowedValues: schema11.properties.cloud.enum}};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
}
if(data.tags !== undefined){
let data4 = data.tags;
if(data4 && typeof data4 == "object" && !Array.isArray(data4)){
if(Object.keys(data4).length > 45){
const err15 = {instancePath:instancePath+"/tags",schemaPath:"#/properties/tags/maxProperties",keyword:"maxProperties",params:{limit: 45}};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
for(const key1 in data4){
let data5 = data4[key1];
if(typeof data5 === "string"){
if(func3(data5) > 256){
const err16 = {instancePath:instancePath+"/tags/" + key1.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/tags/additionalProperties/maxLength",keyword:"maxLength",params:{limit: 256}};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
}
else {
const err17 = {instancePath:instancePath+"/tags/" + key1.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/tags/additionalProperties/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
}
}
else {
const err18 = {instancePath:instancePath+"/tags",schemaPath:"#/properties/tags/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
}
if(data.kubernetes !== undefined){
let data6 = data.kubernetes;
if(data6 && typeof data6 == "object" && !Array.isArray(data6)){
for(const key2 in data6){
if(!((((key2 === "version") || (key2 === "packages")) || (key2 === "certificates")) || (key2 === "images"))){
const err19 = {instancePath:instancePath+"/kubernetes",schemaPath:"#/properties/kubernetes/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key2}};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
}
if(data6.version !== undefined){
let data7 = data6.version;
if(typeof data7 === "string"){
if(!pattern1.test(data7)){
const err20 = {instancePath:instancePath+"/kubernetes/version",schemaPath:"#/properties/kubernetes/properties/version/pattern",keyword:"pattern",params:{pattern: "^1\\.[0-9]{1,3}(\\.[0-9]{1,3})?$"}};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
}
else {
const err21 = {instancePath:instancePath+"/kubernetes/version",schemaPath:"#/properties/kubernetes/properties/version/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
}
if(data6.packages !== undefined){
let data8 = data6.packages;
if(data8 && typeof data8 == "object" && !Array.isArray(data8)){
for(const key3 in data8){
if(!(((((key3 === "kubernetes") || (key3 === "containerd")) || (key3 === "kubernetesKey")) || (key3 === "containerdKey")) || (key3 === "preinstalled"))){
const err22 = {instancePath:instancePath+"/kubernetes/packages",schemaPath:"#/properties/kubernetes/properties/packages/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key3}};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
}
if(data8.kubernetes !== undefined){
let data9 = data8.kubernetes;
if(typeof data9 === "string"){
if(!pattern2.test(data9)){
const err23 = {instancePath:instancePath+"/kubernetes/packages/kubernetes",schemaPath:"#/properties/kubernetes/properties/packages/properties/kubernetes/pattern",keyword:"pattern",params:{pattern: "^https?://[^\\s\"'`$\\\\]+$"}};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
}
}
else {
const err24 = {instancePath:instancePath+"/kubernetes/packages/kubernetes",schemaPath:"#/properties/kubernetes/properties/packages/properties/kubernetes/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err24];
}
else {
vErrors.push(err24);
}
errors++;
}
}
if(data8.containerd !== undefined){
let data10 = data8.containerd;
if(typeof data10 === "string"){
if(!pattern2.test(data10)){
const err25 = {instancePath:instancePath+"/kubernetes/packages/containerd",schemaPath:"#/properties/kubernetes/properties/packages/properties/containerd/pattern",keyword:"pattern",params:{pattern: "^https?://[^\\s\"'`$\\\\]+$"}};
if(vErrors === null){
vErrors = [err25];
}
else {
vErrors.push(err25);
}
errors++;
}
}
else {
const err26 = {instancePath:instancePath+"/kubernetes/packages/containerd",schemaPath:"#/properties/kubernetes/properties/packages/properties/containerd/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err26];
}
else {
vErrors.push(err26);
}
errors++;
}
}
if(data8.kubernetesKey !== undefined){
let data11 = data8.kubernetesKey;
if(typeof data11 === "string"){
if(!pattern4.test(data11)){
const err27 = {instancePath:instancePath+"/kubernetes/packages/kubernetesKey",schemaPath:"#/properties/kubernetes/properties/packages/properties/kubernetesKey/pattern",keyword:"pattern",params:{pattern: "^[0-9A-F]{40}$"}};
if(vErrors === null){
vErrors = [err27];
}
else {
vErrors.push(err27);
}
errors++;
}
}
else {
const err28 = {instancePath:instancePath+"/kubernetes/packages/kubernetesKey",schemaPath:"#/properties/kubernetes/properties/packages/properties/kubernetesKey/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err28];
}
else {
vErrors.push(err28);
}
errors++;
}
}
if(data8.containerdKey !== undefined){
let data12 = data8.containerdKey;
if(typeof data12 === "string"){
if(!pattern4.test(data12)){
const err29 = {instancePath:instancePath+"/kubernetes/packages/containerdKey",schemaPath:"#/properties/kubernetes/properties/packages/properties/containerdKey/pattern",keyword:"pattern",params:{pattern: "^[0-9A-F]{40}$"}};
if(vErrors === null){
vErrors = [err29];
}
else {
vErrors.push(err29);
}
errors++;
}
}
else {
const err30 = {instancePath:instancePath+"/kubernetes/packages/containerdKey",schemaPath:"#/properties/kubernetes/properties/packages/properties/containerdKey/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err30];
}
else {
vErrors.push(err30);
}
errors++;
}
}
if(data8.preinstalled !== undefined){
if(typeof data8.preinstalled !== "boolean"){
const err31 = {instancePath:instancePath+"/kubernetes/packages/preinstalled",schemaPath:"#/properties/kubernetes/properties/packages/properties/preinstalled/type",keyword:"type",params:{type: "boolean"}};
if(vErrors === null){
vErrors = [err31];
}
else {
vErrors.push(err31);
}
errors++;
}
}
}
else {
const err32 = {instancePath:instancePath+"/kubernetes/packages",schemaPath:"#/properties/kubernetes/properties/packages/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err32];
}
else {
vErrors.push(err32);
}
errors++;
}
}
if(data6.certificates !== undefined){
let data14 = data6.certificates;
if(data14 && typeof data14 == "object" && !Array.isArray(data14)){
for(const key4 in data14){
if(!((key4 === "authorityValidityDays") || (key4 === "validityDays"))){
const err33 = {instancePath:instancePath+"/kubernetes/certificates",schemaPath:"#/properties/kubernetes/properties/certificates/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key4}};
if(vErrors === null){
vErrors = [err33];
}
else {
vErrors.push(err33);
}
errors++;
}
}
if(data14.authorityValidityDays !== undefined){
let data15 = data14.authorityValidityDays;
if(!(((typeof data15 == "number") && (!(data15 % 1) && !isNaN(data15))) && (isFinite(data15)))){
const err34 = {instancePath:instancePath+"/kubernetes/certificates/authorityValidityDays",schemaPath:"#/properties/kubernetes/properties/certificates/properties/authorityValidityDays/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err34];
}
else {
vErrors.push(err34);
}
errors++;
}
if((typeof data15 == "number") && (isFinite(data15))){
if(data15 > 36500 || isNaN(data15)){
const err35 = {instancePath:instancePath+"/kubernetes/certificates/authorityValidityDays",schemaPath:"#/properties/kubernetes/properties/certificates/properties/authorityValidityDays/maximum",keyword:"maximum",params:{comparison: "<=", limit: 36500}};
if(vErrors === null){
vErrors = [err35];
}
else {
vErrors.push(err35);
}
errors++;
}
if(data15 < 30 || isNaN(data15)){
const err36 = {instancePath:instancePath+"/kubernetes/certificates/authorityValidityDays",schemaPath:"#/properties/kubernetes/properties/certificates/properties/authorityValidityDays/minimum",keyword:"minimum",params:{comparison: ">=", limit: 30}};
if(vErrors === null){
vErrors = [err36];
}
else {
vErrors.push(err36);
}
errors++;
}
}
}
if(data14.validityDays !== undefined){
let data16 = data14.validityDays;
if(!(((typeof data16 == "number") && (!(data16 % 1) && !isNaN(data16))) && (isFinite(data16)))){
const err37 = {instancePath:instancePath+"/kubernetes/certificates/validityDays",schemaPath:"#/properties/kubernetes/properties/certificates/properties/validityDays/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err37];
}
else {
vErrors.push(err37);
}
errors++;
}
if((typeof data16 == "number") && (isFinite(data16))){
if(data16 > 3650 || isNaN(data16)){
const err38 = {instancePath:instancePath+"/kubernetes/certificates/validityDays",schemaPath:"#/properties/kubernetes/properties/certificates/properties/validityDays/maximum",keyword:"maximum",params:{comparison: "<=", limit: 3650}};
if(vErrors === null){
vErrors = [err38];
}
else {
vErrors.push(err38);
}
errors++;
}
if(data16 < 1 || isNaN(data16)){
const err39 = {instancePath:instancePath+"/kubernetes/certificates/validityDays",schemaPath:"#/properties/kubernetes/properties/certificates/properties/validityDays/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1}};
if(vErrors === null){
vErrors = [err39];
}
else {
vErrors.push(err39);
}
errors++;
}
}
}
}
else {
const err40 = {instancePath:instancePath+"/kubernetes/certificates",schemaPath:"#/properties/kubernetes/properties/certificates/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err40];
}
else {
vErrors.push(err40);
}
errors++;
}
}
if(data6.images !== undefined){
let data17 = data6.images;
if(data17 && typeof data17 == "object" && !Array.isArray(data17)){
for(const key5 in data17){
if(!((key5 === "kubernetes") || (key5 === "cloudProvider"))){
const err41 = {instancePath:instancePath+"/kubernetes/images",schemaPath:"#/properties/kubernetes/properties/images/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key5}};
if(vErrors === null){
vErrors = [err41];
}
else {
vErrors.push(err41);
}
errors++;
}
}
if(data17.kubernetes !== undefined){
let data18 = data17.kubernetes;
if(typeof data18 === "string"){
if(!pattern6.test(data18)){
const err42 = {instancePath:instancePath+"/kubernetes/images/kubernetes",schemaPath:"#/properties/kubernetes/properties/images/properties/kubernetes/pattern",keyword:"pattern",params:{pattern: "^[a-z0-9][a-z0-9.-]*(:[0-9]{1,5})?(/[a-z0-9._-]+)*$"}};
if(vErrors === null){
vErrors = [err42];
}
else {
vErrors.push(err42);
}
errors++;
}
}
else {
const err43 = {instancePath:instancePath+"/kubernetes/images/kubernetes",schemaPath:"#/properties/kubernetes/properties/images/properties/kubernetes/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err43];
}
else {
vErrors.push(err43);
}
errors++;
}
}
if(data17.cloudProvider !== undefined){
let data19 = data17.cloudProvider;
if(typeof data19 === "string"){
if(!pattern6.test(data19)){
const err44 = {instancePath:instancePath+"/kubernetes/images/cloudProvider",schemaPath:"#/properties/kubernetes/properties/images/properties/cloudProvider/pattern",keyword:"pattern",params:{pattern: "^[a-z0-9][a-z0-9.-]*(:[0-9]{1,5})?(/[a-z0-9._-]+)*$"}};
if(vErrors === null){
vErrors = [err44];
}
else {
vErrors.push(err44);
}
errors++;
}
}
else {
const err45 = {instancePath:instancePath+"/kubernetes/images/cloudProvider",schemaPath:"#/properties/kubernetes/properties/images/properties/cloudProvider/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err45];
}
else {
vErrors.push(err45);
}
errors++;
}
}
}
else {
const err46 = {instancePath:instancePath+"/kubernetes/images",schemaPath:"#/properties/kubernetes/properties/images/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err46];
}
else {
vErrors.push(err46);
}
errors++;
}
}
}
else {
const err47 = {instancePath:instancePath+"/kubernetes",schemaPath:"#/properties/kubernetes/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err47];
}
else {
vErrors.push(err47);
}
errors++;
}
}
if(data.network !== undefined){
let data20 = data.network;
if(data20 && typeof data20 == "object" && !Array.isArray(data20)){
for(const key6 in data20){
if(!((((((((key6 === "virtualNetwork") || (key6 === "subnets")) || (key6 === "serviceCidr")) || (key6 === "dnsServiceIP")) || (key6 === "internalServices")) || (key6 === "onPremisesCidrs")) || (key6 === "egress")) || (key6 === "podAccessToInstanceMetadata"))){
const err48 = {instancePath:instancePath+"/network",schemaPath:"#/properties/network/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key6}};
if(vErrors === null){
vErrors = [err48];
}
else {
vErrors.push(err48);
}
errors++;
}
}
if(data20.virtualNetwork !== undefined){
let data21 = data20.virtualNetwork;
if(data21 && typeof data21 == "object" && !Array.isArray(data21)){
for(const key7 in data21){
if(!(((((key7 === "addressSpace") || (key7 === "id")) || (key7 === "dnsServers")) || (key7 === "peerings")) || (key7 === "gateway"))){
const err49 = {instancePath:instancePath+"/network/virtualNetwork",schemaPath:"#/properties/network/properties/virtualNetwork/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key7}};
if(vErrors === null){
vErrors = [err49];
}
else {
vErrors.push(err49);
}
errors++;
}
}
if(data21.addressSpace !== undefined){
let data22 = data21.addressSpace;
if(Array.isArray(data22)){
if(data22.length > 100){
const err50 = {instancePath:instancePath+"/network/virtualNetwork/addressSpace",schemaPath:"#/properties/network/properties/virtualNetwork/properties/addressSpace/maxItems",keyword:"maxItems",params:{limit: 100}};
if(vErrors === null){
vErrors = [err50];
}
else {
vErrors.push(err50);
}
errors++;
}
if(data22.length < 1){
const err51 = {instancePath:instancePath+"/network/virtualNetwork/addressSpace",schemaPath:"#/properties/network/properties/virtualNetwork/properties/addressSpace/minItems",keyword:"minItems",params:{limit: 1}};
if(vErrors === null){
vErrors = [err51];
}
else {
vErrors.push(err51);
}
errors++;
}
const len0 = data22.length;
for(let i0=0; i0<len0; i0++){
let data23 = data22[i0];
if(typeof data23 === "string"){
if(!(formats0(data23))){
const err52 = {instancePath:instancePath+"/network/virtualNetwork/addressSpace/" + i0,schemaPath:"#/properties/network/properties/virtualNetwork/properties/addressSpace/items/format",keyword:"format",params:{format: "ipv4-prefix"}};
if(vErrors === null){
vErrors = [err52];
}
else {
vErrors.push(err52);
}
errors++;
}
}
else {
const err53 = {instancePath:instancePath+"/network/virtualNetwork/addressSpace/" + i0,schemaPath:"#/properties/network/properties/virtualNetwork/properties/addressSpace/items/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err53];
}
else {
vErrors.push(err53);
}
errors++;
}
}
let i1 = data22.length;
let j0;
if(i1 > 1){
const indices0 = {};
for(;i1--;){
let item0 = data22[i1];
if(typeof item0 !== "string"){
continue;
}
if(typeof indices0[item0] == "number"){
j0 = indices0[item0];
const err54 = {instancePath:instancePath+"/network/virtualNetwork/addressSpace",schemaPath:"#/properties/network/properties/virtualNetwork/properties/addressSpace/uniqueItems",keyword:"uniqueItems",params:{i: i1, j: j0}};
if(vErrors === null){
vErrors = [err54];
}
else {
vErrors.push(err54);
}
errors++;
break;
}
indices0[item0] = i1;
}
}
}
else {
const err55 = {instancePath:instancePath+"/network/virtualNetwork/addressSpace",schemaPath:"#/properties/network/properties/virtualNetwork/properties/addressSpace/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err55];
}
else {
vErrors.push(err55);
}
errors++;
}
}
if(data21.id !== undefined){
let data24 = data21.id;
if(typeof data24 === "string"){
if(func3(data24) < 1){
const err56 = {instancePath:instancePath+"/network/virtualNetwork/id",schemaPath:"#/properties/network/properties/virtualNetwork/properties/id/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err56];
}
else {
vErrors.push(err56);
}
errors++;
}
}
else {
const err57 = {instancePath:instancePath+"/network/virtualNetwork/id",schemaPath:"#/properties/network/properties/virtualNetwork/properties/id/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err57];
}
else {
vErrors.push(err57);
}
errors++;
}
}
if(data21.dnsServers !== undefined){
let data25 = data21.dnsServers;
if(Array.isArray(data25)){
if(data25.length > 20){
const err58 = {instancePath:instancePath+"/network/virtualNetwork/dnsServers",schemaPath:"#/properties/network/properties/virtualNetwork/properties/dnsServers/maxItems",keyword:"maxItems",params:{limit: 20}};
if(vErrors === null){
vErrors = [err58];
}
else {
vErrors.push(err58);
}
errors++;
}
const len1 = data25.length;
for(let i2=0; i2<len1; i2++){
let data26 = data25[i2];
if(typeof data26 === "string"){
if(!(formats2(data26))){
const err59 = {instancePath:instancePath+"/network/virtualNetwork/dnsServers/" + i2,schemaPath:"#/properties/network/properties/virtualNetwork/properties/dnsServers/items/format",keyword:"format",params:{format: "ipv4-address"}};
if(vErrors === null){
vErrors = [err59];
}
else {
vErrors.push(err59);
}
errors++;
}
}
else {
const err60 = {instancePath:instancePath+"/network/virtualNetwork/dnsServers/" + i2,schemaPath:"#/properties/network/properties/virtualNetwork/properties/dnsServers/items/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err60];
}
else {
vErrors.push(err60);
}
errors++;
}
}
let i3 = data25.length;
let j1;
if(i3 > 1){
const indices1 = {};
for(;i3--;){
let item1 = data25[i3];
if(typeof item1 !== "string"){
continue;
}
if(typeof indices1[item1] == "number"){
j1 = indices1[item1];
const err61 = {instancePath:instancePath+"/network/virtualNetwork/dnsServers",schemaPath:"#/properties/network/properties/virtualNetwork/properties/dnsServers/uniqueItems",keyword:"uniqueItems",params:{i: i3, j: j1}};
if(vErrors === null){
vErrors = [err61];
}
else {
vErrors.push(err61);
}
errors++;
break;
}
indices1[item1] = i3;
}
}
}
else {
const err62 = {instancePath:instancePath+"/network/virtualNetwork/dnsServers",schemaPath:"#/properties/network/properties/virtualNetwork/properties/dnsServers/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err62];
}
else {
vErrors.push(err62);
}
errors++;
}
}
if(data21.peerings !== undefined){
let data27 = data21.peerings;
if(Array.isArray(data27)){
if(data27.length > 500){
const err63 = {instancePath:instancePath+"/network/virtualNetwork/peerings",schemaPath:"#/properties/network/properties/virtualNetwork/properties/peerings/maxItems",keyword:"maxItems",params:{limit: 500}};
if(vErrors === null){
vErrors = [err63];
}
else {
vErrors.push(err63);
}
errors++;
}
const len2 = data27.length;
for(let i4=0; i4<len2; i4++){
let data28 = data27[i4];
if(data28 && typeof data28 == "object" && !Array.isArray(data28)){
if(data28.name === undefined){
const err64 = {instancePath:instancePath+"/network/virtualNetwork/peerings/" + i4,schemaPath:"#/properties/network/properties/virtualNetwork/properties/peerings/items/required",keyword:"required",params:{missingProperty: "name"}};
if(vErrors === null){
vErrors = [err64];
}
else {
vErrors.push(err64);
}
errors++;
}
if(data28.remoteVirtualNetworkId === undefined){
const err65 = {instancePath:instancePath+"/network/virtualNetwork/peerings/" + i4,schemaPath:"#/properties/network/properties/virtualNetwork/properties/peerings/items/required",keyword:"required",params:{missingProperty: "remoteVirtualNetworkId"}};
if(vErrors === null){
vErrors = [err65];
}
else {
vErrors.push(err65);
}
errors++;
}
if(data28.remoteAddressSpace === undefined){
const err66 = {instancePath:instancePath+"/network/virtualNetwork/peerings/" + i4,schemaPath:"#/properties/network/properties/virtualNetwork/properties/peerings/items/required",keyword:"required",params:{missingProperty: "remoteAddressSpace"}};
if(vErrors === null){
vErrors = [err66];
}
else {
vErrors.push(err66);
}
errors++;
}
for(const key8 in data28){
if(!(((((key8 === "name") || (key8 === "remoteVirtualNetworkId")) || (key8 === "remoteAddressSpace")) || (key8 === "useRemoteGateways")) || (key8 === "allowForwardedTraffic"))){
const err67 = {instancePath:instancePath+"/network/virtualNetwork/peerings/" + i4,schemaPath:"#/properties/network/properties/virtualNetwork/properties/peerings/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key8}};
if(vErrors === null){
vErrors = [err67];
}
else {
vErrors.push(err67);
}
errors++;
}
}
if(data28.name !== undefined){
let data29 = data28.name;
if(typeof data29 === "string"){
if(func3(data29) > 80){
const err68 = {instancePath:instancePath+"/network/virtualNetwork/peerings/" + i4+"/name",schemaPath:"#/properties/network/properties/virtualNetwork/properties/peerings/items/properties/name/maxLength",keyword:"maxLength",params:{limit: 80}};
if(vErrors === null){
vErrors = [err68];
}
else {
vErrors.push(err68);
}
errors++;
}
if(func3(data29) < 1){
const err69 = {instancePath:instancePath+"/network/virtualNetwork/peerings/" + i4+"/name",schemaPath:"#/properties/network/properties/virtualNetwork/properties/peerings/items/properties/name/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err69];
}
else {
vErrors.push(err69);
}
errors++;
}
}
else {
const err70 = {instancePath:instancePath+"/network/virtualNetwork/peerings/" + i4+"/name",schemaPath:"#/properties/network/properties/virtualNetwork/properties/peerings/items/properties/name/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err70];
}
else {
vErrors.push(err70);
}
errors++;
}
}
if(data28.remoteVirtualNetworkId !== undefined){
let data30 = data28.remoteVirtualNetworkId;
if(typeof data30 === "string"){
if(func3(data30) < 1){
const err71 = {instancePath:instancePath+"/network/virtualNetwork/peerings/" + i4+"/remoteVirtualNetworkId",schemaPath:"#/properties/network/properties/virtualNetwork/properties/peerings/items/properties/remoteVirtualNetworkId/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err71];
}
else {
vErrors.push(err71);
}
errors++;
}
}
else {
const err72 = {instancePath:instancePath+"/network/virtualNetwork/peerings/" + i4+"/remoteVirtualNetworkId",schemaPath:"#/properties/network/properties/virtualNetwork/properties/peerings/items/properties/remoteVirtualNetworkId/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err72];
}
else {
vErrors.push(err72);
}
errors++;
}
}
if(data28.remoteAddressSpace !== undefined){
let data31 = data28.remoteAddressSpace;
if(Array.isArray(data31)){
if(data31.length > 100){
const err73 = {instancePath:instancePath+"/network/virtualNetwork/peerings/" + i4+"/remoteAddressSpace",schemaPath:"#/properties/network/properties/virtualNetwork/properties/peerings/items/properties/remoteAddressSpace/maxItems",keyword:"maxItems",params:{limit: 100}};
if(vErrors === null){
vErrors = [err73];
}
else {
vErrors.push(err73);
}
errors++;
}
if(data31.length < 1){
const err74 = {instancePath:instancePath+"/network/virtualNetwork/peerings/" + i4+"/remoteAddressSpace",schemaPath:"#/properties/network/properties/virtualNetwork/properties/peerings/items/properties/remoteAddressSpace/minItems",keyword:"minItems",params:{limit: 1}};
if(vErrors === null){
vErrors = [err74];
}
else {
vErrors.push(err74);
}
errors++;
}
const len3 = data31.length;
for(let i5=0; i5<len3; i5++){
let data32 = data31[i5];
if(typeof data32 === "string"){
if(!(formats0(data32))){
const err75 = {instancePath:instancePath+"/network/virtualNetwork/peerings/" + i4+"/remoteAddressSpace/" + i5,schemaPath:"#/properties/network/properties/virtualNetwork/properties/peerings/items/properties/remoteAddressSpace/items/format",keyword:"format",params:{format: "ipv4-prefix"}};
if(vErrors === null){
vErrors = [err75];
}
else {
vErrors.push(err75);
}
errors++;
}
}
else {
const err76 = {instancePath:instancePath+"/network/virtualNetwork/peerings/" + i4+"/remoteAddressSpace/" + i5,schemaPath:"#/properties/network/properties/virtualNetwork/properties/peerings/items/properties/remoteAddressSpace/items/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err76];
}
else {
vErrors.push(err76);
}
errors++;
}
}
let i6 = data31.length;
let j2;
if(i6 > 1){
const indices2 = {};
for(;i6--;){
let item2 = data31[i6];
if(typeof item2 !== "string"){
continue;
}
if(typeof indices2[item2] == "number"){
j2 = indices2[item2];
const err77 = {instancePath:instancePath+"/network/virtualNetwork/peerings/" + i4+"/remoteAddressSpace",schemaPath:"#/properties/network/properties/virtualNetwork/properties/peerings/items/properties/remoteAddressSpace/uniqueItems",keyword:"uniqueItems",params:{i: i6, j: j2}};
if(vErrors === null){
vErrors = [err77];
}
else {
vErrors.push(err77);
}
errors++;
break;
}
indices2[item2] = i6;
}
}
}
else {
const err78 = {instancePath:instancePath+"/network/virtualNetwork/peerings/" + i4+"/remoteAddressSpace",schemaPath:"#/properties/network/properties/virtualNetwork/properties/peerings/items/properties/remoteAddressSpace/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err78];
}
else {
vErrors.push(err78);
}
errors++;
}
}
if(data28.useRemoteGateways !== undefined){
if(typeof data28.useRemoteGateways !== "boolean"){
const err79 = {instancePath:instancePath+"/network/virtualNetwork/peerings/" + i4+"/useRemoteGateways",schemaPath:"#/properties/network/properties/virtualNetwork/properties/peerings/items/properties/useRemoteGateways/type",keyword:"type",params:{type: "boolean"}};
if(vErrors === null){
vErrors = [err79];
}
else {
vErrors.push(err79);
}
errors++;
}
}
if(data28.allowForwardedTraffic !== undefined){
if(typeof data28.allowForwardedTraffic !== "boolean"){
const err80 = {instancePath:instancePath+"/network/virtualNetwork/peerings/" + i4+"/allowForwardedTraffic",schemaPath:"#/properties/network/properties/virtualNetwork/properties/peerings/items/properties/allowForwardedTraffic/type",keyword:"type",params:{type: "boolean"}};
if(vErrors === null){
vErrors = [err80];
}
else {
vErrors.push(err80);
}
errors++;
}
}
}
else {
const err81 = {instancePath:instancePath+"/network/virtualNetwork/peerings/" + i4,schemaPath:"#/properties/network/properties/virtualNetwork/properties/peerings/items/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err81];
}
else {
vErrors.push(err81);
}
errors++;
}
}
}
else {
const err82 = {instancePath:instancePath+"/network/virtualNetwork/peerings",schemaPath:"#/properties/network/properties/virtualNetwork/properties/peerings/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err82];
}
else {
vErrors.push(err82);
}
errors++;
}
}
if(data21.gateway !== undefined){
let data35 = data21.gateway;
if(data35 && typeof data35 == "object" && !Array.isArray(data35)){
if(data35.type === undefined){
const err83 = {instancePath:instancePath+"/network/virtualNetwork/gateway",schemaPath:"#/properties/network/properties/virtualNetwork/properties/gateway/required",keyword:"required",params:{missingProperty: "type"}};
if(vErrors === null){
vErrors = [err83];
}
else {
vErrors.push(err83);
}
errors++;
}
for(const key9 in data35){
if(!(((key9 === "type") || (key9 === "sku")) || (key9 === "connections"))){
const err84 = {instancePath:instancePath+"/network/virtualNetwork/gateway",schemaPath:"#/properties/network/properties/virtualNetwork/properties/gateway/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key9}};
if(vErrors === null){
vErrors = [err84];
}
else {
vErrors.push(err84);
}
errors++;
}
}
if(data35.type !== undefined){
let data36 = data35.type;
if(typeof data36 !== "string"){
const err85 = {instancePath:instancePath+"/network/virtualNetwork/gateway/type",schemaPath:"#/properties/network/properties/virtualNetwork/properties/gateway/properties/type/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err85];
}
else {
vErrors.push(err85);
}
errors++;
}
if(!((data36 === "Vpn") || (data36 === "ExpressRoute"))){
const err86 = {instancePath:instancePath+"/network/virtualNetwork/gateway/type",schemaPath:"#/properties/network/properties/virtualNetwork/properties/gateway/properties/type/enum",keyword:"enum",params:{allowedValues: schema11.properties.network.properties.virtualNetwork.properties.gateway.properties.type.enum}};
if(vErrors === null){
vErrors = [err86];
}
else {
vErrors.push(err86);
}
errors++;
}
}
if(data35.sku !== undefined){
let data37 = data35.sku;
if(typeof data37 !== "string"){
const err87 = {instancePath:instancePath+"/network/virtualNetwork/gateway/sku",schemaPath:"#/properties/network/properties/virtualNetwork/properties/gateway/properties/sku/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err87];
}
else {
vErrors.push(err87);
}
errors++;
}
if(!((((((((((((((((data37 === "VpnGw1") || (data37 === "VpnGw2")) || (data37 === "VpnGw3")) || (data37 === "VpnGw4")) || (data37 === "VpnGw5")) || (data37 === "VpnGw1AZ")) || (data37 === "VpnGw2AZ")) || (data37 === "VpnGw3AZ")) || (data37 === "VpnGw4AZ")) || (data37 === "VpnGw5AZ")) || (data37 === "Standard")) || (data37 === "HighPerformance")) || (data37 === "UltraPerformance")) || (data37 === "ErGw1AZ")) || (data37 === "ErGw2AZ")) || (data37 === "ErGw3AZ"))){
const err88 = {instancePath:instancePath+"/network/virtualNetwork/gateway/sku",schemaPath:"#/properties/network/properties/virtualNetwork/properties/gateway/properties/sku/enum",keyword:"enum",params:{allowedValues: schema11.properties.network.properties.virtualNetwork.properties.gateway.properties.sku.enum}};
if(vErrors === null){
vErrors = [err88];
}
else {
vErrors.push(err88);
}
errors++;
}
}
if(data35.connections !== undefined){
let data38 = data35.connections;
if(Array.isArray(data38)){
if(data38.length > 100){
const err89 = {instancePath:instancePath+"/network/virtualNetwork/gateway/connections",schemaPath:"#/properties/network/properties/virtualNetwork/properties/gateway/properties/connections/maxItems",keyword:"maxItems",params:{limit: 100}};
if(vErrors === null){
vErrors = [err89];
}
else {
vErrors.push(err89);
}
errors++;
}
const len4 = data38.length;
for(let i7=0; i7<len4; i7++){
let data39 = data38[i7];
if(data39 && typeof data39 == "object" && !Array.isArray(data39)){
if(data39.name === undefined){
const err90 = {instancePath:instancePath+"/network/virtualNetwork/gateway/connections/" + i7,schemaPath:"#/properties/network/properties/virtualNetwork/properties/gateway/properties/connections/items/required",keyword:"required",params:{missingProperty: "name"}};
if(vErrors === null){
vErrors = [err90];
}
else {
vErrors.push(err90);
}
errors++;
}
if(data39.cidrs === undefined){
const err91 = {instancePath:instancePath+"/network/virtualNetwork/gateway/connections/" + i7,schemaPath:"#/properties/network/properties/virtualNetwork/properties/gateway/properties/connections/items/required",keyword:"required",params:{missingProperty: "cidrs"}};
if(vErrors === null){
vErrors = [err91];
}
else {
vErrors.push(err91);
}
errors++;
}
for(const key10 in data39){
if(!((((key10 === "name") || (key10 === "peerAddress")) || (key10 === "circuitId")) || (key10 === "cidrs"))){
const err92 = {instancePath:instancePath+"/network/virtualNetwork/gateway/connections/" + i7,schemaPath:"#/properties/network/properties/virtualNetwork/properties/gateway/properties/connections/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key10}};
if(vErrors === null){
vErrors = [err92];
}
else {
vErrors.push(err92);
}
errors++;
}
}
if(data39.name !== undefined){
let data40 = data39.name;
if(typeof data40 === "string"){
if(!pattern0.test(data40)){
const err93 = {instancePath:instancePath+"/network/virtualNetwork/gateway/connections/" + i7+"/name",schemaPath:"#/properties/network/properties/virtualNetwork/properties/gateway/properties/connections/items/properties/name/pattern",keyword:"pattern",params:{pattern: "^[a-z]([a-z0-9-]{0,38}[a-z0-9])?$"}};
if(vErrors === null){
vErrors = [err93];
}
else {
vErrors.push(err93);
}
errors++;
}
}
else {
const err94 = {instancePath:instancePath+"/network/virtualNetwork/gateway/connections/" + i7+"/name",schemaPath:"#/properties/network/properties/virtualNetwork/properties/gateway/properties/connections/items/properties/name/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err94];
}
else {
vErrors.push(err94);
}
errors++;
}
}
if(data39.peerAddress !== undefined){
let data41 = data39.peerAddress;
if(typeof data41 === "string"){
if(!(formats2(data41))){
const err95 = {instancePath:instancePath+"/network/virtualNetwork/gateway/connections/" + i7+"/peerAddress",schemaPath:"#/properties/network/properties/virtualNetwork/properties/gateway/properties/connections/items/properties/peerAddress/format",keyword:"format",params:{format: "ipv4-address"}};
if(vErrors === null){
vErrors = [err95];
}
else {
vErrors.push(err95);
}
errors++;
}
}
else {
const err96 = {instancePath:instancePath+"/network/virtualNetwork/gateway/connections/" + i7+"/peerAddress",schemaPath:"#/properties/network/properties/virtualNetwork/properties/gateway/properties/connections/items/properties/peerAddress/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err96];
}
else {
vErrors.push(err96);
}
errors++;
}
}
if(data39.circuitId !== undefined){
let data42 = data39.circuitId;
if(typeof data42 === "string"){
if(func3(data42) < 1){
const err97 = {instancePath:instancePath+"/network/virtualNetwork/gateway/connections/" + i7+"/circuitId",schemaPath:"#/properties/network/properties/virtualNetwork/properties/gateway/properties/connections/items/properties/circuitId/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err97];
}
else {
vErrors.push(err97);
}
errors++;
}
}
else {
const err98 = {instancePath:instancePath+"/network/virtualNetwork/gateway/connections/" + i7+"/circuitId",schemaPath:"#/properties/network/properties/virtualNetwork/properties/gateway/properties/connections/items/properties/circuitId/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err98];
}
else {
vErrors.push(err98);
}
errors++;
}
}
if(data39.cidrs !== undefined){
let data43 = data39.cidrs;
if(Array.isArray(data43)){
if(data43.length > 200){
const err99 = {instancePath:instancePath+"/network/virtualNetwork/gateway/connections/" + i7+"/cidrs",schemaPath:"#/properties/network/properties/virtualNetwork/properties/gateway/properties/connections/items/properties/cidrs/maxItems",keyword:"maxItems",params:{limit: 200}};
if(vErrors === null){
vErrors = [err99];
}
else {
vErrors.push(err99);
}
errors++;
}
if(data43.length < 1){
const err100 = {instancePath:instancePath+"/network/virtualNetwork/gateway/connections/" + i7+"/cidrs",schemaPath:"#/properties/network/properties/virtualNetwork/properties/gateway/properties/connections/items/properties/cidrs/minItems",keyword:"minItems",params:{limit: 1}};
if(vErrors === null){
vErrors = [err100];
}
else {
vErrors.push(err100);
}
errors++;
}
const len5 = data43.length;
for(let i8=0; i8<len5; i8++){
let data44 = data43[i8];
if(typeof data44 === "string"){
if(!(formats0(data44))){
const err101 = {instancePath:instancePath+"/network/virtualNetwork/gateway/connections/" + i7+"/cidrs/" + i8,schemaPath:"#/properties/network/properties/virtualNetwork/properties/gateway/properties/connections/items/properties/cidrs/items/format",keyword:"format",params:{format: "ipv4-prefix"}};
if(vErrors === null){
vErrors = [err101];
}
else {
vErrors.push(err101);
}
errors++;
}
}
else {
const err102 = {instancePath:instancePath+"/network/virtualNetwork/gateway/connections/" + i7+"/cidrs/" + i8,schemaPath:"#/properties/network/properties/virtualNetwork/properties/gateway/properties/connections/items/properties/cidrs/items/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err102];
}
else {
vErrors.push(err102);
}
errors++;
}
}
let i9 = data43.length;
let j3;
if(i9 > 1){
const indices3 = {};
for(;i9--;){
let item3 = data43[i9];
if(typeof item3 !== "string"){
continue;
}
if(typeof indices3[item3] == "number"){
j3 = indices3[item3];
const err103 = {instancePath:instancePath+"/network/virtualNetwork/gateway/connections/" + i7+"/cidrs",schemaPath:"#/properties/network/properties/virtualNetwork/properties/gateway/properties/connections/items/properties/cidrs/uniqueItems",keyword:"uniqueItems",params:{i: i9, j: j3}};
if(vErrors === null){
vErrors = [err103];
}
else {
vErrors.push(err103);
}
errors++;
break;
}
indices3[item3] = i9;
}
}
}
else {
const err104 = {instancePath:instancePath+"/network/virtualNetwork/gateway/connections/" + i7+"/cidrs",schemaPath:"#/properties/network/properties/virtualNetwork/properties/gateway/properties/connections/items/properties/cidrs/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err104];
}
else {
vErrors.push(err104);
}
errors++;
}
}
}
else {
const err105 = {instancePath:instancePath+"/network/virtualNetwork/gateway/connections/" + i7,schemaPath:"#/properties/network/properties/virtualNetwork/properties/gateway/properties/connections/items/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err105];
}
else {
vErrors.push(err105);
}
errors++;
}
}
}
else {
const err106 = {instancePath:instancePath+"/network/virtualNetwork/gateway/connections",schemaPath:"#/properties/network/properties/virtualNetwork/properties/gateway/properties/connections/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err106];
}
else {
vErrors.push(err106);
}
errors++;
}
}
}
else {
const err107 = {instancePath:instancePath+"/network/virtualNetwork/gateway",schemaPath:"#/properties/network/properties/virtualNetwork/properties/gateway/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err107];
}
else {
vErrors.push(err107);
}
errors++;
}
}
}
else {
const err108 = {instancePath:instancePath+"/network/virtualNetwork",schemaPath:"#/properties/network/properties/virtualNetwork/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err108];
}
else {
vErrors.push(err108);
}
errors++;
}
}
if(data20.subnets !== undefined){
let data45 = data20.subnets;
if(Array.isArray(data45)){
if(data45.length > 3000){
const err109 = {instancePath:instancePath+"/network/subnets",schemaPath:"#/properties/network/properties/subnets/maxItems",keyword:"maxItems",params:{limit: 3000}};
if(vErrors === null){
vErrors = [err109];
}
else {
vErrors.push(err109);
}
errors++;
}
const len6 = data45.length;
for(let i10=0; i10<len6; i10++){
let data46 = data45[i10];
if(data46 && typeof data46 == "object" && !Array.isArray(data46)){
if(data46.name === undefined){
const err110 = {instancePath:instancePath+"/network/subnets/" + i10,schemaPath:"#/properties/network/properties/subnets/items/required",keyword:"required",params:{missingProperty: "name"}};
if(vErrors === null){
vErrors = [err110];
}
else {
vErrors.push(err110);
}
errors++;
}
for(const key11 in data46){
if(!((((((key11 === "name") || (key11 === "cidr")) || (key11 === "serviceEndpoints")) || (key11 === "routes")) || (key11 === "routeTableId")) || (key11 === "reservedAddresses"))){
const err111 = {instancePath:instancePath+"/network/subnets/" + i10,schemaPath:"#/properties/network/properties/subnets/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key11}};
if(vErrors === null){
vErrors = [err111];
}
else {
vErrors.push(err111);
}
errors++;
}
}
if(data46.name !== undefined){
let data47 = data46.name;
if(typeof data47 === "string"){
if(func3(data47) > 80){
const err112 = {instancePath:instancePath+"/network/subnets/" + i10+"/name",schemaPath:"#/properties/network/properties/subnets/items/properties/name/maxLength",keyword:"maxLength",params:{limit: 80}};
if(vErrors === null){
vErrors = [err112];
}
else {
vErrors.push(err112);
}
errors++;
}
if(func3(data47) < 1){
const err113 = {instancePath:instancePath+"/network/subnets/" + i10+"/name",schemaPath:"#/properties/network/properties/subnets/items/properties/name/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err113];
}
else {
vErrors.push(err113);
}
errors++;
}
}
else {
const err114 = {instancePath:instancePath+"/network/subnets/" + i10+"/name",schemaPath:"#/properties/network/properties/subnets/items/properties/name/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err114];
}
else {
vErrors.push(err114);
}
errors++;
}
}
if(data46.cidr !== undefined){
let data48 = data46.cidr;
if(typeof data48 === "string"){
if(!(formats0(data48))){
const err115 = {instancePath:instancePath+"/network/subnets/" + i10+"/cidr",schemaPath:"#/properties/network/properties/subnets/items/properties/cidr/format",keyword:"format",params:{format: "ipv4-prefix"}};
if(vErrors === null){
vErrors = [err115];
}
else {
vErrors.push(err115);
}
errors++;
}
}
else {
const err116 = {instancePath:instancePath+"/network/subnets/" + i10+"/cidr",schemaPath:"#/properties/network/properties/subnets/items/properties/cidr/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err116];
}
else {
vErrors.push(err116);
}
errors++;
}
}
if(data46.serviceEndpoints !== undefined){
let data49 = data46.serviceEndpoints;
if(Array.isArray(data49)){
if(data49.length > 20){
const err117 = {instancePath:instancePath+"/network/subnets/" + i10+"/serviceEndpoints",schemaPath:"#/properties/network/properties/subnets/items/properties/serviceEndpoints/maxItems",keyword:"maxItems",params:{limit: 20}};
if(vErrors === null){
vErrors = [err117];
}
else {
vErrors.push(err117);
}
errors++;
}
const len7 = data49.length;
for(let i11=0; i11<len7; i11++){
if(typeof data49[i11] !== "string"){
const err118 = {instancePath:instancePath+"/network/subnets/" + i10+"/serviceEndpoints/" + i11,schemaPath:"#/properties/network/properties/subnets/items/properties/serviceEndpoints/items/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err118];
}
else {
vErrors.push(err118);
}
errors++;
}
}
let i12 = data49.length;
let j4;
if(i12 > 1){
const indices4 = {};
for(;i12--;){
let item4 = data49[i12];
if(typeof item4 !== "string"){
continue;
}
if(typeof indices4[item4] == "number"){
j4 = indices4[item4];
const err119 = {instancePath:instancePath+"/network/subnets/" + i10+"/serviceEndpoints",schemaPath:"#/properties/network/properties/subnets/items/properties/serviceEndpoints/uniqueItems",keyword:"uniqueItems",params:{i: i12, j: j4}};
if(vErrors === null){
vErrors = [err119];
}
else {
vErrors.push(err119);
}
errors++;
break;
}
indices4[item4] = i12;
}
}
}
else {
const err120 = {instancePath:instancePath+"/network/subnets/" + i10+"/serviceEndpoints",schemaPath:"#/properties/network/properties/subnets/items/properties/serviceEndpoints/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err120];
}
else {
vErrors.push(err120);
}
errors++;
}
}
if(data46.routes !== undefined){
let data51 = data46.routes;
if(Array.isArray(data51)){
if(data51.length > 400){
const err121 = {instancePath:instancePath+"/network/subnets/" + i10+"/routes",schemaPath:"#/properties/network/properties/subnets/items/properties/routes/maxItems",keyword:"maxItems",params:{limit: 400}};
if(vErrors === null){
vErrors = [err121];
}
else {
vErrors.push(err121);
}
errors++;
}
const len8 = data51.length;
for(let i13=0; i13<len8; i13++){
let data52 = data51[i13];
if(data52 && typeof data52 == "object" && !Array.isArray(data52)){
if(data52.name === undefined){
const err122 = {instancePath:instancePath+"/network/subnets/" + i10+"/routes/" + i13,schemaPath:"#/properties/network/properties/subnets/items/properties/routes/items/required",keyword:"required",params:{missingProperty: "name"}};
if(vErrors === null){
vErrors = [err122];
}
else {
vErrors.push(err122);
}
errors++;
}
if(data52.addressPrefix === undefined){
const err123 = {instancePath:instancePath+"/network/subnets/" + i10+"/routes/" + i13,schemaPath:"#/properties/network/properties/subnets/items/properties/routes/items/required",keyword:"required",params:{missingProperty: "addressPrefix"}};
if(vErrors === null){
vErrors = [err123];
}
else {
vErrors.push(err123);
}
errors++;
}
if(data52.nextHopType === undefined){
const err124 = {instancePath:instancePath+"/network/subnets/" + i10+"/routes/" + i13,schemaPath:"#/properties/network/properties/subnets/items/properties/routes/items/required",keyword:"required",params:{missingProperty: "nextHopType"}};
if(vErrors === null){
vErrors = [err124];
}
else {
vErrors.push(err124);
}
errors++;
}
for(const key12 in data52){
if(!((((key12 === "name") || (key12 === "addressPrefix")) || (key12 === "nextHopType")) || (key12 === "nextHopIpAddress"))){
const err125 = {instancePath:instancePath+"/network/subnets/" + i10+"/routes/" + i13,schemaPath:"#/properties/network/properties/subnets/items/properties/routes/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key12}};
if(vErrors === null){
vErrors = [err125];
}
else {
vErrors.push(err125);
}
errors++;
}
}
if(data52.name !== undefined){
let data53 = data52.name;
if(typeof data53 === "string"){
if(func3(data53) > 80){
const err126 = {instancePath:instancePath+"/network/subnets/" + i10+"/routes/" + i13+"/name",schemaPath:"#/properties/network/properties/subnets/items/properties/routes/items/properties/name/maxLength",keyword:"maxLength",params:{limit: 80}};
if(vErrors === null){
vErrors = [err126];
}
else {
vErrors.push(err126);
}
errors++;
}
if(func3(data53) < 1){
const err127 = {instancePath:instancePath+"/network/subnets/" + i10+"/routes/" + i13+"/name",schemaPath:"#/properties/network/properties/subnets/items/properties/routes/items/properties/name/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err127];
}
else {
vErrors.push(err127);
}
errors++;
}
}
else {
const err128 = {instancePath:instancePath+"/network/subnets/" + i10+"/routes/" + i13+"/name",schemaPath:"#/properties/network/properties/subnets/items/properties/routes/items/properties/name/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err128];
}
else {
vErrors.push(err128);
}
errors++;
}
}
if(data52.addressPrefix !== undefined){
let data54 = data52.addressPrefix;
if(typeof data54 === "string"){
if(!(formats0(data54))){
const err129 = {instancePath:instancePath+"/network/subnets/" + i10+"/routes/" + i13+"/addressPrefix",schemaPath:"#/properties/network/properties/subnets/items/properties/routes/items/properties/addressPrefix/format",keyword:"format",params:{format: "ipv4-prefix"}};
if(vErrors === null){
vErrors = [err129];
}
else {
vErrors.push(err129);
}
errors++;
}
}
else {
const err130 = {instancePath:instancePath+"/network/subnets/" + i10+"/routes/" + i13+"/addressPrefix",schemaPath:"#/properties/network/properties/subnets/items/properties/routes/items/properties/addressPrefix/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err130];
}
else {
vErrors.push(err130);
}
errors++;
}
}
if(data52.nextHopType !== undefined){
let data55 = data52.nextHopType;
if(typeof data55 !== "string"){
const err131 = {instancePath:instancePath+"/network/subnets/" + i10+"/routes/" + i13+"/nextHopType",schemaPath:"#/properties/network/properties/subnets/items/properties/routes/items/properties/nextHopType/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err131];
}
else {
vErrors.push(err131);
}
errors++;
}
if(!(((((data55 === "VirtualAppliance") || (data55 === "VirtualNetworkGateway")) || (data55 === "VnetLocal")) || (data55 === "Internet")) || (data55 === "None"))){
const err132 = {instancePath:instancePath+"/network/subnets/" + i10+"/routes/" + i13+"/nextHopType",schemaPath:"#/properties/network/properties/subnets/items/properties/routes/items/properties/nextHopType/enum",keyword:"enum",params:{allowedValues: schema11.properties.network.properties.subnets.items.properties.routes.items.properties.nextHopType.enum}};
if(vErrors === null){
vErrors = [err132];
}
else {
vErrors.push(err132);
}
errors++;
}
}
if(data52.nextHopIpAddress !== undefined){
let data56 = data52.nextHopIpAddress;
if(typeof data56 === "string"){
if(!(formats2(data56))){
const err133 = {instancePath:instancePath+"/network/subnets/" + i10+"/routes/" + i13+"/nextHopIpAddress",schemaPath:"#/properties/network/properties/subnets/items/properties/routes/items/properties/nextHopIpAddress/format",keyword:"format",params:{format: "ipv4-address"}};
if(vErrors === null){
vErrors = [err133];
}
else {
vErrors.push(err133);
}
errors++;
}
}
else {
const err134 = {instancePath:instancePath+"/network/subnets/" + i10+"/routes/" + i13+"/nextHopIpAddress",schemaPath:"#/properties/network/properties/subnets/items/properties/routes/items/properties/nextHopIpAddress/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err134];
}
else {
vErrors.push(err134);
}
errors++;
}
}
}
else {
const err135 = {instancePath:instancePath+"/network/subnets/" + i10+"/routes/" + i13,schemaPath:"#/properties/network/properties/subnets/items/properties/routes/items/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err135];
}
else {
vErrors.push(err135);
}
errors++;
}
}
}
else {
const err136 = {instancePath:instancePath+"/network/subnets/" + i10+"/routes",schemaPath:"#/properties/network/properties/subnets/items/properties/routes/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err136];
}
else {
vErrors.push(err136);
}
errors++;
}
}
if(data46.routeTableId !== undefined){
let data57 = data46.routeTableId;
if(typeof data57 === "string"){
if(func3(data57) < 1){
const err137 = {instancePath:instancePath+"/network/subnets/" + i10+"/routeTableId",schemaPath:"#/properties/network/properties/subnets/items/properties/routeTableId/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err137];
}
else {
vErrors.push(err137);
}
errors++;
}
}
else {
const err138 = {instancePath:instancePath+"/network/subnets/" + i10+"/routeTableId",schemaPath:"#/properties/network/properties/subnets/items/properties/routeTableId/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err138];
}
else {
vErrors.push(err138);
}
errors++;
}
}
if(data46.reservedAddresses !== undefined){
let data58 = data46.reservedAddresses;
if(!(((typeof data58 == "number") && (!(data58 % 1) && !isNaN(data58))) && (isFinite(data58)))){
const err139 = {instancePath:instancePath+"/network/subnets/" + i10+"/reservedAddresses",schemaPath:"#/properties/network/properties/subnets/items/properties/reservedAddresses/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err139];
}
else {
vErrors.push(err139);
}
errors++;
}
if((typeof data58 == "number") && (isFinite(data58))){
if(data58 > 65536 || isNaN(data58)){
const err140 = {instancePath:instancePath+"/network/subnets/" + i10+"/reservedAddresses",schemaPath:"#/properties/network/properties/subnets/items/properties/reservedAddresses/maximum",keyword:"maximum",params:{comparison: "<=", limit: 65536}};
if(vErrors === null){
vErrors = [err140];
}
else {
vErrors.push(err140);
}
errors++;
}
if(data58 < 0 || isNaN(data58)){
const err141 = {instancePath:instancePath+"/network/subnets/" + i10+"/reservedAddresses",schemaPath:"#/properties/network/properties/subnets/items/properties/reservedAddresses/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}};
if(vErrors === null){
vErrors = [err141];
}
else {
vErrors.push(err141);
}
errors++;
}
}
}
}
else {
const err142 = {instancePath:instancePath+"/network/subnets/" + i10,schemaPath:"#/properties/network/properties/subnets/items/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err142];
}
else {
vErrors.push(err142);
}
errors++;
}
}
}
else {
const err143 = {instancePath:instancePath+"/network/subnets",schemaPath:"#/properties/network/properties/subnets/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err143];
}
else {
vErrors.push(err143);
}
errors++;
}
}
if(data20.serviceCidr !== undefined){
let data59 = data20.serviceCidr;
if(typeof data59 === "string"){
if(!(formats0(data59))){
const err144 = {instancePath:instancePath+"/network/serviceCidr",schemaPath:"#/properties/network/properties/serviceCidr/format",keyword:"format",params:{format: "ipv4-prefix"}};
if(vErrors === null){
vErrors = [err144];
}
else {
vErrors.push(err144);
}
errors++;
}
}
else {
const err145 = {instancePath:instancePath+"/network/serviceCidr",schemaPath:"#/properties/network/properties/serviceCidr/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err145];
}
else {
vErrors.push(err145);
}
errors++;
}
}
if(data20.dnsServiceIP !== undefined){
let data60 = data20.dnsServiceIP;
if(typeof data60 === "string"){
if(!(formats2(data60))){
const err146 = {instancePath:instancePath+"/network/dnsServiceIP",schemaPath:"#/properties/network/properties/dnsServiceIP/format",keyword:"format",params:{format: "ipv4-address"}};
if(vErrors === null){
vErrors = [err146];
}
else {
vErrors.push(err146);
}
errors++;
}
}
else {
const err147 = {instancePath:instancePath+"/network/dnsServiceIP",schemaPath:"#/properties/network/properties/dnsServiceIP/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err147];
}
else {
vErrors.push(err147);
}
errors++;
}
}
if(data20.internalServices !== undefined){
let data61 = data20.internalServices;
if(data61 && typeof data61 == "object" && !Array.isArray(data61)){
for(const key13 in data61){
if(!((key13 === "subnet") || (key13 === "addresses"))){
const err148 = {instancePath:instancePath+"/network/internalServices",schemaPath:"#/properties/network/properties/internalServices/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key13}};
if(vErrors === null){
vErrors = [err148];
}
else {
vErrors.push(err148);
}
errors++;
}
}
if(data61.subnet !== undefined){
let data62 = data61.subnet;
if(typeof data62 === "string"){
if(func3(data62) > 80){
const err149 = {instancePath:instancePath+"/network/internalServices/subnet",schemaPath:"#/properties/network/properties/internalServices/properties/subnet/maxLength",keyword:"maxLength",params:{limit: 80}};
if(vErrors === null){
vErrors = [err149];
}
else {
vErrors.push(err149);
}
errors++;
}
if(func3(data62) < 1){
const err150 = {instancePath:instancePath+"/network/internalServices/subnet",schemaPath:"#/properties/network/properties/internalServices/properties/subnet/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err150];
}
else {
vErrors.push(err150);
}
errors++;
}
}
else {
const err151 = {instancePath:instancePath+"/network/internalServices/subnet",schemaPath:"#/properties/network/properties/internalServices/properties/subnet/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err151];
}
else {
vErrors.push(err151);
}
errors++;
}
}
if(data61.addresses !== undefined){
let data63 = data61.addresses;
if(!(((typeof data63 == "number") && (!(data63 % 1) && !isNaN(data63))) && (isFinite(data63)))){
const err152 = {instancePath:instancePath+"/network/internalServices/addresses",schemaPath:"#/properties/network/properties/internalServices/properties/addresses/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err152];
}
else {
vErrors.push(err152);
}
errors++;
}
if((typeof data63 == "number") && (isFinite(data63))){
if(data63 > 600 || isNaN(data63)){
const err153 = {instancePath:instancePath+"/network/internalServices/addresses",schemaPath:"#/properties/network/properties/internalServices/properties/addresses/maximum",keyword:"maximum",params:{comparison: "<=", limit: 600}};
if(vErrors === null){
vErrors = [err153];
}
else {
vErrors.push(err153);
}
errors++;
}
if(data63 < 0 || isNaN(data63)){
const err154 = {instancePath:instancePath+"/network/internalServices/addresses",schemaPath:"#/properties/network/properties/internalServices/properties/addresses/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}};
if(vErrors === null){
vErrors = [err154];
}
else {
vErrors.push(err154);
}
errors++;
}
}
}
}
else {
const err155 = {instancePath:instancePath+"/network/internalServices",schemaPath:"#/properties/network/properties/internalServices/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err155];
}
else {
vErrors.push(err155);
}
errors++;
}
}
if(data20.onPremisesCidrs !== undefined){
let data64 = data20.onPremisesCidrs;
if(Array.isArray(data64)){
if(data64.length > 400){
const err156 = {instancePath:instancePath+"/network/onPremisesCidrs",schemaPath:"#/properties/network/properties/onPremisesCidrs/maxItems",keyword:"maxItems",params:{limit: 400}};
if(vErrors === null){
vErrors = [err156];
}
else {
vErrors.push(err156);
}
errors++;
}
const len9 = data64.length;
for(let i14=0; i14<len9; i14++){
let data65 = data64[i14];
if(typeof data65 === "string"){
if(!(formats0(data65))){
const err157 = {instancePath:instancePath+"/network/onPremisesCidrs/" + i14,schemaPath:"#/properties/network/properties/onPremisesCidrs/items/format",keyword:"format",params:{format: "ipv4-prefix"}};
if(vErrors === null){
vErrors = [err157];
}
else {
vErrors.push(err157);
}
errors++;
}
}
else {
const err158 = {instancePath:instancePath+"/network/onPremisesCidrs/" + i14,schemaPath:"#/properties/network/properties/onPremisesCidrs/items/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err158];
}
else {
vErrors.push(err158);
}
errors++;
}
}
let i15 = data64.length;
let j5;
if(i15 > 1){
const indices5 = {};
for(;i15--;){
let item5 = data64[i15];
if(typeof item5 !== "string"){
continue;
}
if(typeof indices5[item5] == "number"){
j5 = indices5[item5];
const err159 = {instancePath:instancePath+"/network/onPremisesCidrs",schemaPath:"#/properties/network/properties/onPremisesCidrs/uniqueItems",keyword:"uniqueItems",params:{i: i15, j: j5}};
if(vErrors === null){
vErrors = [err159];
}
else {
vErrors.push(err159);
}
errors++;
break;
}
indices5[item5] = i15;
}
}
}
else {
const err160 = {instancePath:instancePath+"/network/onPremisesCidrs",schemaPath:"#/properties/network/properties/onPremisesCidrs/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err160];
}
else {
vErrors.push(err160);
}
errors++;
}
}
if(data20.egress !== undefined){
let data66 = data20.egress;
if(typeof data66 !== "string"){
const err161 = {instancePath:instancePath+"/network/egress",schemaPath:"#/properties/network/properties/egress/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err161];
}
else {
vErrors.push(err161);
}
errors++;
}
if(!(((data66 === "natGateway") || (data66 === "loadBalancer")) || (data66 === "userDefinedRoutes"))){
const err162 = {instancePath:instancePath+"/network/egress",schemaPath:"#/properties/network/properties/egress/enum",keyword:"enum",params:{allowedValues: schema11.properties.network.properties.egress.enum}};
if(vErrors === null){
vErrors = [err162];
}
else {
vErrors.push(err162);
}
errors++;
}
}
if(data20.podAccessToInstanceMetadata !== undefined){
if(typeof data20.podAccessToInstanceMetadata !== "boolean"){
const err163 = {instancePath:instancePath+"/network/podAccessToInstanceMetadata",schemaPath:"#/properties/network/properties/podAccessToInstanceMetadata/type",keyword:"type",params:{type: "boolean"}};
if(vErrors === null){
vErrors = [err163];
}
else {
vErrors.push(err163);
}
errors++;
}
}
}
else {
const err164 = {instancePath:instancePath+"/network",schemaPath:"#/properties/network/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err164];
}
else {
vErrors.push(err164);
}
errors++;
}
}
if(data.controlPlane !== undefined){
let data68 = data.controlPlane;
if(data68 && typeof data68 == "object" && !Array.isArray(data68)){
for(const key14 in data68){
if(!(func2.call(schema11.properties.controlPlane.properties, key14))){
const err165 = {instancePath:instancePath+"/controlPlane",schemaPath:"#/properties/controlPlane/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key14}};
if(vErrors === null){
vErrors = [err165];
}
else {
vErrors.push(err165);
}
errors++;
}
}
if(data68.count !== undefined){
let data69 = data68.count;
if(!(((typeof data69 == "number") && (!(data69 % 1) && !isNaN(data69))) && (isFinite(data69)))){
const err166 = {instancePath:instancePath+"/controlPlane/count",schemaPath:"#/properties/controlPlane/properties/count/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err166];
}
else {
vErrors.push(err166);
}
errors++;
}
if(!(((data69 === 1) || (data69 === 3)) || (data69 === 5))){
const err167 = {instancePath:instancePath+"/controlPlane/count",schemaPath:"#/properties/controlPlane/properties/count/enum",keyword:"enum",params:{allowedValues: schema11.properties.controlPlane.properties.count.enum}};
if(vErrors === null){
vErrors = [err167];
}
else {
vErrors.push(err167);
}
errors++;
}
}
if(data68.vmSize !== undefined){
let data70 = data68.vmSize;
if(typeof data70 === "string"){
if(!pattern9.test(data70)){
const err168 = {instancePath:instancePath+"/controlPlane/vmSize",schemaPath:"#/properties/controlPlane/properties/vmSize/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9_-]{1,64}$"}};
if(vErrors === null){
vErrors = [err168];
}
else {
vErrors.push(err168);
}
errors++;
}
}
else {
const err169 = {instancePath:instancePath+"/controlPlane/vmSize",schemaPath:"#/properties/controlPlane/properties/vmSize/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err169];
}
else {
vErrors.push(err169);
}
errors++;
}
}
if(data68.zones !== undefined){
let data71 = data68.zones;
if(Array.isArray(data71)){
if(data71.length > 3){
const err170 = {instancePath:instancePath+"/controlPlane/zones",schemaPath:"#/properties/controlPlane/properties/zones/maxItems",keyword:"maxItems",params:{limit: 3}};
if(vErrors === null){
vErrors = [err170];
}
else {
vErrors.push(err170);
}
errors++;
}
const len10 = data71.length;
for(let i16=0; i16<len10; i16++){
let data72 = data71[i16];
if(typeof data72 !== "string"){
const err171 = {instancePath:instancePath+"/controlPlane/zones/" + i16,schemaPath:"#/properties/controlPlane/properties/zones/items/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err171];
}
else {
vErrors.push(err171);
}
errors++;
}
if(!(((data72 === "1") || (data72 === "2")) || (data72 === "3"))){
const err172 = {instancePath:instancePath+"/controlPlane/zones/" + i16,schemaPath:"#/properties/controlPlane/properties/zones/items/enum",keyword:"enum",params:{allowedValues: schema11.properties.controlPlane.properties.zones.items.enum}};
if(vErrors === null){
vErrors = [err172];
}
else {
vErrors.push(err172);
}
errors++;
}
}
let i17 = data71.length;
let j6;
if(i17 > 1){
const indices6 = {};
for(;i17--;){
let item6 = data71[i17];
if(typeof item6 !== "string"){
continue;
}
if(typeof indices6[item6] == "number"){
j6 = indices6[item6];
const err173 = {instancePath:instancePath+"/controlPlane/zones",schemaPath:"#/properties/controlPlane/properties/zones/uniqueItems",keyword:"uniqueItems",params:{i: i17, j: j6}};
if(vErrors === null){
vErrors = [err173];
}
else {
vErrors.push(err173);
}
errors++;
break;
}
indices6[item6] = i17;
}
}
}
else {
const err174 = {instancePath:instancePath+"/controlPlane/zones",schemaPath:"#/properties/controlPlane/properties/zones/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err174];
}
else {
vErrors.push(err174);
}
errors++;
}
}
if(data68.faultDomains !== undefined){
let data73 = data68.faultDomains;
if(!(((typeof data73 == "number") && (!(data73 % 1) && !isNaN(data73))) && (isFinite(data73)))){
const err175 = {instancePath:instancePath+"/controlPlane/faultDomains",schemaPath:"#/properties/controlPlane/properties/faultDomains/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err175];
}
else {
vErrors.push(err175);
}
errors++;
}
if((typeof data73 == "number") && (isFinite(data73))){
if(data73 > 3 || isNaN(data73)){
const err176 = {instancePath:instancePath+"/controlPlane/faultDomains",schemaPath:"#/properties/controlPlane/properties/faultDomains/maximum",keyword:"maximum",params:{comparison: "<=", limit: 3}};
if(vErrors === null){
vErrors = [err176];
}
else {
vErrors.push(err176);
}
errors++;
}
if(data73 < 1 || isNaN(data73)){
const err177 = {instancePath:instancePath+"/controlPlane/faultDomains",schemaPath:"#/properties/controlPlane/properties/faultDomains/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1}};
if(vErrors === null){
vErrors = [err177];
}
else {
vErrors.push(err177);
}
errors++;
}
}
}
if(data68.subnet !== undefined){
let data74 = data68.subnet;
if(typeof data74 === "string"){
if(func3(data74) > 80){
const err178 = {instancePath:instancePath+"/controlPlane/subnet",schemaPath:"#/properties/controlPlane/properties/subnet/maxLength",keyword:"maxLength",params:{limit: 80}};
if(vErrors === null){
vErrors = [err178];
}
else {
vErrors.push(err178);
}
errors++;
}
if(func3(data74) < 1){
const err179 = {instancePath:instancePath+"/controlPlane/subnet",schemaPath:"#/properties/controlPlane/properties/subnet/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err179];
}
else {
vErrors.push(err179);
}
errors++;
}
}
else {
const err180 = {instancePath:instancePath+"/controlPlane/subnet",schemaPath:"#/properties/controlPlane/properties/subnet/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err180];
}
else {
vErrors.push(err180);
}
errors++;
}
}
if(data68.maxPods !== undefined){
let data75 = data68.maxPods;
if(!(((typeof data75 == "number") && (!(data75 % 1) && !isNaN(data75))) && (isFinite(data75)))){
const err181 = {instancePath:instancePath+"/controlPlane/maxPods",schemaPath:"#/properties/controlPlane/properties/maxPods/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err181];
}
else {
vErrors.push(err181);
}
errors++;
}
if((typeof data75 == "number") && (isFinite(data75))){
if(data75 > 250 || isNaN(data75)){
const err182 = {instancePath:instancePath+"/controlPlane/maxPods",schemaPath:"#/properties/controlPlane/properties/maxPods/maximum",keyword:"maximum",params:{comparison: "<=", limit: 250}};
if(vErrors === null){
vErrors = [err182];
}
else {
vErrors.push(err182);
}
errors++;
}
if(data75 < 1 || isNaN(data75)){
const err183 = {instancePath:instancePath+"/controlPlane/maxPods",schemaPath:"#/properties/controlPlane/properties/maxPods/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1}};
if(vErrors === null){
vErrors = [err183];
}
else {
vErrors.push(err183);
}
errors++;
}
}
}
if(data68.firstAddress !== undefined){
let data76 = data68.firstAddress;
if(typeof data76 === "string"){
if(!(formats2(data76))){
const err184 = {instancePath:instancePath+"/controlPlane/firstAddress",schemaPath:"#/properties/controlPlane/properties/firstAddress/format",keyword:"format",params:{format: "ipv4-address"}};
if(vErrors === null){
vErrors = [err184];
}
else {
vErrors.push(err184);
}
errors++;
}
}
else {
const err185 = {instancePath:instancePath+"/controlPlane/firstAddress",schemaPath:"#/properties/controlPlane/properties/firstAddress/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err185];
}
else {
vErrors.push(err185);
}
errors++;
}
}
if(data68.endpoint !== undefined){
let data77 = data68.endpoint;
if(data77 && typeof data77 == "object" && !Array.isArray(data77)){
for(const key15 in data77){
if(!((key15 === "access") || (key15 === "authorizedCidrs"))){
const err186 = {instancePath:instancePath+"/controlPlane/endpoint",schemaPath:"#/properties/controlPlane/properties/endpoint/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key15}};
if(vErrors === null){
vErrors = [err186];
}
else {
vErrors.push(err186);
}
errors++;
}
}
if(data77.access !== undefined){
let data78 = data77.access;
if(typeof data78 !== "string"){
const err187 = {instancePath:instancePath+"/controlPlane/endpoint/access",schemaPath:"#/properties/controlPlane/properties/endpoint/properties/access/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err187];
}
else {
vErrors.push(err187);
}
errors++;
}
if(!((data78 === "public") || (data78 === "private"))){
const err188 = {instancePath:instancePath+"/controlPlane/endpoint/access",schemaPath:"#/properties/controlPlane/properties/endpoint/properties/access/enum",keyword:"enum",params:{allowedValues: schema11.properties.controlPlane.properties.endpoint.properties.access.enum}};
if(vErrors === null){
vErrors = [err188];
}
else {
vErrors.push(err188);
}
errors++;
}
}
if(data77.authorizedCidrs !== undefined){
let data79 = data77.authorizedCidrs;
if(Array.isArray(data79)){
if(data79.length > 200){
const err189 = {instancePath:instancePath+"/controlPlane/endpoint/authorizedCidrs",schemaPath:"#/properties/controlPlane/properties/endpoint/properties/authorizedCidrs/maxItems",keyword:"maxItems",params:{limit: 200}};
if(vErrors === null){
vErrors = [err189];
}
else {
vErrors.push(err189);
}
errors++;
}
const len11 = data79.length;
for(let i18=0; i18<len11; i18++){
let data80 = data79[i18];
if(typeof data80 === "string"){
if(!(formats0(data80))){
const err190 = {instancePath:instancePath+"/controlPlane/endpoint/authorizedCidrs/" + i18,schemaPath:"#/properties/controlPlane/properties/endpoint/properties/authorizedCidrs/items/format",keyword:"format",params:{format: "ipv4-prefix"}};
if(vErrors === null){
vErrors = [err190];
}
else {
vErrors.push(err190);
}
errors++;
}
}
else {
const err191 = {instancePath:instancePath+"/controlPlane/endpoint/authorizedCidrs/" + i18,schemaPath:"#/properties/controlPlane/properties/endpoint/properties/authorizedCidrs/items/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err191];
}
else {
vErrors.push(err191);
}
errors++;
}
}
let i19 = data79.length;
let j7;
if(i19 > 1){
const indices7 = {};
for(;i19--;){
let item7 = data79[i19];
if(typeof item7 !== "string"){
continue;
}
if(typeof indices7[item7] == "number"){
j7 = indices7[item7];
const err192 = {instancePath:instancePath+"/controlPlane/endpoint/authorizedCidrs",schemaPath:"#/properties/controlPlane/properties/endpoint/properties/authorizedCidrs/uniqueItems",keyword:"uniqueItems",params:{i: i19, j: j7}};
if(vErrors === null){
vErrors = [err192];
}
else {
vErrors.push(err192);
}
errors++;
break;
}
indices7[item7] = i19;
}
}
}
else {
const err193 = {instancePath:instancePath+"/controlPlane/endpoint/authorizedCidrs",schemaPath:"#/properties/controlPlane/properties/endpoint/properties/authorizedCidrs/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err193];
}
else {
vErrors.push(err193);
}
errors++;
}
}
}
else {
const err194 = {instancePath:instancePath+"/controlPlane/endpoint",schemaPath:"#/properties/controlPlane/properties/endpoint/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err194];
}
else {
vErrors.push(err194);
}
errors++;
}
}
if(data68.osDisk !== undefined){
let data81 = data68.osDisk;
if(data81 && typeof data81 == "object" && !Array.isArray(data81)){
for(const key16 in data81){
if(!((key16 === "sizeGiB") || (key16 === "storage"))){
const err195 = {instancePath:instancePath+"/controlPlane/osDisk",schemaPath:"#/properties/controlPlane/properties/osDisk/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key16}};
if(vErrors === null){
vErrors = [err195];
}
else {
vErrors.push(err195);
}
errors++;
}
}
if(data81.sizeGiB !== undefined){
let data82 = data81.sizeGiB;
if(!(((typeof data82 == "number") && (!(data82 % 1) && !isNaN(data82))) && (isFinite(data82)))){
const err196 = {instancePath:instancePath+"/controlPlane/osDisk/sizeGiB",schemaPath:"#/properties/controlPlane/properties/osDisk/properties/sizeGiB/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err196];
}
else {
vErrors.push(err196);
}
errors++;
}
if((typeof data82 == "number") && (isFinite(data82))){
if(data82 > 4095 || isNaN(data82)){
const err197 = {instancePath:instancePath+"/controlPlane/osDisk/sizeGiB",schemaPath:"#/properties/controlPlane/properties/osDisk/properties/sizeGiB/maximum",keyword:"maximum",params:{comparison: "<=", limit: 4095}};
if(vErrors === null){
vErrors = [err197];
}
else {
vErrors.push(err197);
}
errors++;
}
if(data82 < 30 || isNaN(data82)){
const err198 = {instancePath:instancePath+"/controlPlane/osDisk/sizeGiB",schemaPath:"#/properties/controlPlane/properties/osDisk/properties/sizeGiB/minimum",keyword:"minimum",params:{comparison: ">=", limit: 30}};
if(vErrors === null){
vErrors = [err198];
}
else {
vErrors.push(err198);
}
errors++;
}
}
}
if(data81.storage !== undefined){
let data83 = data81.storage;
if(typeof data83 !== "string"){
const err199 = {instancePath:instancePath+"/controlPlane/osDisk/storage",schemaPath:"#/properties/controlPlane/properties/osDisk/properties/storage/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err199];
}
else {
vErrors.push(err199);
}
errors++;
}
if(!((((data83 === "Premium_LRS") || (data83 === "StandardSSD_LRS")) || (data83 === "Standard_LRS")) || (data83 === "Ephemeral"))){
const err200 = {instancePath:instancePath+"/controlPlane/osDisk/storage",schemaPath:"#/properties/controlPlane/properties/osDisk/properties/storage/enum",keyword:"enum",params:{allowedValues: schema11.properties.controlPlane.properties.osDisk.properties.storage.enum}};
if(vErrors === null){
vErrors = [err200];
}
else {
vErrors.push(err200);
}
errors++;
}
}
}
else {
const err201 = {instancePath:instancePath+"/controlPlane/osDisk",schemaPath:"#/properties/controlPlane/properties/osDisk/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err201];
}
else {
vErrors.push(err201);
}
errors++;
}
}
if(data68.etcdDisk !== undefined){
let data84 = data68.etcdDisk;
if(data84 && typeof data84 == "object" && !Array.isArray(data84)){
for(const key17 in data84){
if(!(key17 === "sizeGiB")){
const err202 = {instancePath:instancePath+"/controlPlane/etcdDisk",schemaPath:"#/properties/controlPlane/properties/etcdDisk/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key17}};
if(vErrors === null){
vErrors = [err202];
}
else {
vErrors.push(err202);
}
errors++;
}
}
if(data84.sizeGiB !== undefined){
let data85 = data84.sizeGiB;
if(!(((typeof data85 == "number") && (!(data85 % 1) && !isNaN(data85))) && (isFinite(data85)))){
const err203 = {instancePath:instancePath+"/controlPlane/etcdDisk/sizeGiB",schemaPath:"#/properties/controlPlane/properties/etcdDisk/properties/sizeGiB/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err203];
}
else {
vErrors.push(err203);
}
errors++;
}
if((typeof data85 == "number") && (isFinite(data85))){
if(data85 > 4095 || isNaN(data85)){
const err204 = {instancePath:instancePath+"/controlPlane/etcdDisk/sizeGiB",schemaPath:"#/properties/controlPlane/properties/etcdDisk/properties/sizeGiB/maximum",keyword:"maximum",params:{comparison: "<=", limit: 4095}};
if(vErrors === null){
vErrors = [err204];
}
else {
vErrors.push(err204);
}
errors++;
}
if(data85 < 4 || isNaN(data85)){
const err205 = {instancePath:instancePath+"/controlPlane/etcdDisk/sizeGiB",schemaPath:"#/properties/controlPlane/properties/etcdDisk/properties/sizeGiB/minimum",keyword:"minimum",params:{comparison: ">=", limit: 4}};
if(vErrors === null){
vErrors = [err205];
}
else {
vErrors.push(err205);
}
errors++;
}
}
}
}
else {
const err206 = {instancePath:instancePath+"/controlPlane/etcdDisk",schemaPath:"#/properties/controlPlane/properties/etcdDisk/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err206];
}
else {
vErrors.push(err206);
}
errors++;
}
}
}
else {
const err207 = {instancePath:instancePath+"/controlPlane",schemaPath:"#/properties/controlPlane/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err207];
}
else {
vErrors.push(err207);
}
errors++;
}
}
if(data.nodePools !== undefined){
let data86 = data.nodePools;
if(Array.isArray(data86)){
if(data86.length > 100){
const err208 = {instancePath:instancePath+"/nodePools",schemaPath:"#/properties/nodePools/maxItems",keyword:"maxItems",params:{limit: 100}};
if(vErrors === null){
vErrors = [err208];
}
else {
vErrors.push(err208);
}
errors++;
}
if(data86.length < 1){
const err209 = {instancePath:instancePath+"/nodePools",schemaPath:"#/properties/nodePools/minItems",keyword:"minItems",params:{limit: 1}};
if(vErrors === null){
vErrors = [err209];
}
else {
vErrors.push(err209);
}
errors++;
}
const len12 = data86.length;
for(let i20=0; i20<len12; i20++){
let data87 = data86[i20];
if(data87 && typeof data87 == "object" && !Array.isArray(data87)){
if(data87.name === undefined){
const err210 = {instancePath:instancePath+"/nodePools/" + i20,schemaPath:"#/properties/nodePools/items/required",keyword:"required",params:{missingProperty: "name"}};
if(vErrors === null){
vErrors = [err210];
}
else {
vErrors.push(err210);
}
errors++;
}
for(const key18 in data87){
if(!(func2.call(schema11.properties.nodePools.items.properties, key18))){
const err211 = {instancePath:instancePath+"/nodePools/" + i20,schemaPath:"#/properties/nodePools/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key18}};
if(vErrors === null){
vErrors = [err211];
}
else {
vErrors.push(err211);
}
errors++;
}
}
if(data87.name !== undefined){
let data88 = data87.name;
if(typeof data88 === "string"){
if(!pattern10.test(data88)){
const err212 = {instancePath:instancePath+"/nodePools/" + i20+"/name",schemaPath:"#/properties/nodePools/items/properties/name/pattern",keyword:"pattern",params:{pattern: "^[a-z][a-z0-9]{0,11}$"}};
if(vErrors === null){
vErrors = [err212];
}
else {
vErrors.push(err212);
}
errors++;
}
}
else {
const err213 = {instancePath:instancePath+"/nodePools/" + i20+"/name",schemaPath:"#/properties/nodePools/items/properties/name/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err213];
}
else {
vErrors.push(err213);
}
errors++;
}
}
if(data87.count !== undefined){
let data89 = data87.count;
if((!(((typeof data89 == "number") && (!(data89 % 1) && !isNaN(data89))) && (isFinite(data89)))) && (!(data89 && typeof data89 == "object" && !Array.isArray(data89)))){
const err214 = {instancePath:instancePath+"/nodePools/" + i20+"/count",schemaPath:"#/properties/nodePools/items/properties/count/type",keyword:"type",params:{type: schema11.properties.nodePools.items.properties.count.type}};
if(vErrors === null){
vErrors = [err214];
}
else {
vErrors.push(err214);
}
errors++;
}
if((typeof data89 == "number") && (isFinite(data89))){
if(data89 > 4000 || isNaN(data89)){
const err215 = {instancePath:instancePath+"/nodePools/" + i20+"/count",schemaPath:"#/properties/nodePools/items/properties/count/maximum",keyword:"maximum",params:{comparison: "<=", limit: 4000}};
if(vErrors === null){
vErrors = [err215];
}
else {
vErrors.push(err215);
}
errors++;
}
if(data89 < 0 || isNaN(data89)){
const err216 = {instancePath:instancePath+"/nodePools/" + i20+"/count",schemaPath:"#/properties/nodePools/items/properties/count/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}};
if(vErrors === null){
vErrors = [err216];
}
else {
vErrors.push(err216);
}
errors++;
}
}
if(data89 && typeof data89 == "object" && !Array.isArray(data89)){
if(data89.min === undefined){
const err217 = {instancePath:instancePath+"/nodePools/" + i20+"/count",schemaPath:"#/properties/nodePools/items/properties/count/required",keyword:"required",params:{missingProperty: "min"}};
if(vErrors === null){
vErrors = [err217];
}
else {
vErrors.push(err217);
}
errors++;
}
if(data89.max === undefined){
const err218 = {instancePath:instancePath+"/nodePools/" + i20+"/count",schemaPath:"#/properties/nodePools/items/properties/count/required",keyword:"required",params:{missingProperty: "max"}};
if(vErrors === null){
vErrors = [err218];
}
else {
vErrors.push(err218);
}
errors++;
}
for(const key19 in data89){
if(!((key19 === "min") || (key19 === "max"))){
const err219 = {instancePath:instancePath+"/nodePools/" + i20+"/count",schemaPath:"#/properties/nodePools/items/properties/count/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key19}};
if(vErrors === null){
vErrors = [err219];
}
else {
vErrors.push(err219);
}
errors++;
}
}
if(data89.min !== undefined){
let data90 = data89.min;
if(!(((typeof data90 == "number") && (!(data90 % 1) && !isNaN(data90))) && (isFinite(data90)))){
const err220 = {instancePath:instancePath+"/nodePools/" + i20+"/count/min",schemaPath:"#/properties/nodePools/items/properties/count/properties/min/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err220];
}
else {
vErrors.push(err220);
}
errors++;
}
if((typeof data90 == "number") && (isFinite(data90))){
if(data90 > 4000 || isNaN(data90)){
const err221 = {instancePath:instancePath+"/nodePools/" + i20+"/count/min",schemaPath:"#/properties/nodePools/items/properties/count/properties/min/maximum",keyword:"maximum",params:{comparison: "<=", limit: 4000}};
if(vErrors === null){
vErrors = [err221];
}
else {
vErrors.push(err221);
}
errors++;
}
if(data90 < 0 || isNaN(data90)){
const err222 = {instancePath:instancePath+"/nodePools/" + i20+"/count/min",schemaPath:"#/properties/nodePools/items/properties/count/properties/min/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}};
if(vErrors === null){
vErrors = [err222];
}
else {
vErrors.push(err222);
}
errors++;
}
}
}
if(data89.max !== undefined){
let data91 = data89.max;
if(!(((typeof data91 == "number") && (!(data91 % 1) && !isNaN(data91))) && (isFinite(data91)))){
const err223 = {instancePath:instancePath+"/nodePools/" + i20+"/count/max",schemaPath:"#/properties/nodePools/items/properties/count/properties/max/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err223];
}
else {
vErrors.push(err223);
}
errors++;
}
if((typeof data91 == "number") && (isFinite(data91))){
if(data91 > 4000 || isNaN(data91)){
const err224 = {instancePath:instancePath+"/nodePools/" + i20+"/count/max",schemaPath:"#/properties/nodePools/items/properties/count/properties/max/maximum",keyword:"maximum",params:{comparison: "<=", limit: 4000}};
if(vErrors === null){
vErrors = [err224];
}
else {
vErrors.push(err224);
}
errors++;
}
if(data91 < 1 || isNaN(data91)){
const err225 = {instancePath:instancePath+"/nodePools/" + i20+"/count/max",schemaPath:"#/properties/nodePools/items/properties/count/properties/max/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1}};
if(vErrors === null){
vErrors = [err225];
}
else {
vErrors.push(err225);
}
errors++;
}
}
}
}
}
if(data87.vmSize !== undefined){
let data92 = data87.vmSize;
if(typeof data92 === "string"){
if(!pattern9.test(data92)){
const err226 = {instancePath:instancePath+"/nodePools/" + i20+"/vmSize",schemaPath:"#/properties/nodePools/items/properties/vmSize/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9_-]{1,64}$"}};
if(vErrors === null){
vErrors = [err226];
}
else {
vErrors.push(err226);
}
errors++;
}
}
else {
const err227 = {instancePath:instancePath+"/nodePools/" + i20+"/vmSize",schemaPath:"#/properties/nodePools/items/properties/vmSize/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err227];
}
else {
vErrors.push(err227);
}
errors++;
}
}
if(data87.maxPods !== undefined){
let data93 = data87.maxPods;
if(!(((typeof data93 == "number") && (!(data93 % 1) && !isNaN(data93))) && (isFinite(data93)))){
const err228 = {instancePath:instancePath+"/nodePools/" + i20+"/maxPods",schemaPath:"#/properties/nodePools/items/properties/maxPods/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err228];
}
else {
vErrors.push(err228);
}
errors++;
}
if((typeof data93 == "number") && (isFinite(data93))){
if(data93 > 250 || isNaN(data93)){
const err229 = {instancePath:instancePath+"/nodePools/" + i20+"/maxPods",schemaPath:"#/properties/nodePools/items/properties/maxPods/maximum",keyword:"maximum",params:{comparison: "<=", limit: 250}};
if(vErrors === null){
vErrors = [err229];
}
else {
vErrors.push(err229);
}
errors++;
}
if(data93 < 1 || isNaN(data93)){
const err230 = {instancePath:instancePath+"/nodePools/" + i20+"/maxPods",schemaPath:"#/properties/nodePools/items/properties/maxPods/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1}};
if(vErrors === null){
vErrors = [err230];
}
else {
vErrors.push(err230);
}
errors++;
}
}
}
if(data87.subnet !== undefined){
let data94 = data87.subnet;
if(typeof data94 === "string"){
if(func3(data94) > 80){
const err231 = {instancePath:instancePath+"/nodePools/" + i20+"/subnet",schemaPath:"#/properties/nodePools/items/properties/subnet/maxLength",keyword:"maxLength",params:{limit: 80}};
if(vErrors === null){
vErrors = [err231];
}
else {
vErrors.push(err231);
}
errors++;
}
if(func3(data94) < 1){
const err232 = {instancePath:instancePath+"/nodePools/" + i20+"/subnet",schemaPath:"#/properties/nodePools/items/properties/subnet/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err232];
}
else {
vErrors.push(err232);
}
errors++;
}
}
else {
const err233 = {instancePath:instancePath+"/nodePools/" + i20+"/subnet",schemaPath:"#/properties/nodePools/items/properties/subnet/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err233];
}
else {
vErrors.push(err233);
}
errors++;
}
}
if(data87.type !== undefined){
let data95 = data87.type;
if(typeof data95 !== "string"){
const err234 = {instancePath:instancePath+"/nodePools/" + i20+"/type",schemaPath:"#/properties/nodePools/items/properties/type/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err234];
}
else {
vErrors.push(err234);
}
errors++;
}
if(!((data95 === "scaleSet") || (data95 === "virtualMachines"))){
const err235 = {instancePath:instancePath+"/nodePools/" + i20+"/type",schemaPath:"#/properties/nodePools/items/properties/type/enum",keyword:"enum",params:{allowedValues: schema11.properties.nodePools.items.properties.type.enum}};
if(vErrors === null){
vErrors = [err235];
}
else {
vErrors.push(err235);
}
errors++;
}
}
if(data87.zones !== undefined){
let data96 = data87.zones;
if(Array.isArray(data96)){
if(data96.length > 3){
const err236 = {instancePath:instancePath+"/nodePools/" + i20+"/zones",schemaPath:"#/properties/nodePools/items/properties/zones/maxItems",keyword:"maxItems",params:{limit: 3}};
if(vErrors === null){
vErrors = [err236];
}
else {
vErrors.push(err236);
}
errors++;
}
const len13 = data96.length;
for(let i21=0; i21<len13; i21++){
let data97 = data96[i21];
if(typeof data97 !== "string"){
const err237 = {instancePath:instancePath+"/nodePools/" + i20+"/zones/" + i21,schemaPath:"#/properties/nodePools/items/properties/zones/items/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err237];
}
else {
vErrors.push(err237);
}
errors++;
}
if(!(((data97 === "1") || (data97 === "2")) || (data97 === "3"))){
const err238 = {instancePath:instancePath+"/nodePools/" + i20+"/zones/" + i21,schemaPath:"#/properties/nodePools/items/properties/zones/items/enum",keyword:"enum",params:{allowedValues: schema11.properties.nodePools.items.properties.zones.items.enum}};
if(vErrors === null){
vErrors = [err238];
}
else {
vErrors.push(err238);
}
errors++;
}
}
let i22 = data96.length;
let j8;
if(i22 > 1){
const indices8 = {};
for(;i22--;){
let item8 = data96[i22];
if(typeof item8 !== "string"){
continue;
}
if(typeof indices8[item8] == "number"){
j8 = indices8[item8];
const err239 = {instancePath:instancePath+"/nodePools/" + i20+"/zones",schemaPath:"#/properties/nodePools/items/properties/zones/uniqueItems",keyword:"uniqueItems",params:{i: i22, j: j8}};
if(vErrors === null){
vErrors = [err239];
}
else {
vErrors.push(err239);
}
errors++;
break;
}
indices8[item8] = i22;
}
}
}
else {
const err240 = {instancePath:instancePath+"/nodePools/" + i20+"/zones",schemaPath:"#/properties/nodePools/items/properties/zones/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err240];
}
else {
vErrors.push(err240);
}
errors++;
}
}
if(data87.faultDomains !== undefined){
let data98 = data87.faultDomains;
if(!(((typeof data98 == "number") && (!(data98 % 1) && !isNaN(data98))) && (isFinite(data98)))){
const err241 = {instancePath:instancePath+"/nodePools/" + i20+"/faultDomains",schemaPath:"#/properties/nodePools/items/properties/faultDomains/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err241];
}
else {
vErrors.push(err241);
}
errors++;
}
if((typeof data98 == "number") && (isFinite(data98))){
if(data98 > 3 || isNaN(data98)){
const err242 = {instancePath:instancePath+"/nodePools/" + i20+"/faultDomains",schemaPath:"#/properties/nodePools/items/properties/faultDomains/maximum",keyword:"maximum",params:{comparison: "<=", limit: 3}};
if(vErrors === null){
vErrors = [err242];
}
else {
vErrors.push(err242);
}
errors++;
}
if(data98 < 1 || isNaN(data98)){
const err243 = {instancePath:instancePath+"/nodePools/" + i20+"/faultDomains",schemaPath:"#/properties/nodePools/items/properties/faultDomains/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1}};
if(vErrors === null){
vErrors = [err243];
}
else {
vErrors.push(err243);
}
errors++;
}
}
}
if(data87.maxSurge !== undefined){
let data99 = data87.maxSurge;
if(!(((typeof data99 == "number") && (!(data99 % 1) && !isNaN(data99))) && (isFinite(data99)))){
const err244 = {instancePath:instancePath+"/nodePools/" + i20+"/maxSurge",schemaPath:"#/properties/nodePools/items/properties/maxSurge/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err244];
}
else {
vErrors.push(err244);
}
errors++;
}
if((typeof data99 == "number") && (isFinite(data99))){
if(data99 > 100 || isNaN(data99)){
const err245 = {instancePath:instancePath+"/nodePools/" + i20+"/maxSurge",schemaPath:"#/properties/nodePools/items/properties/maxSurge/maximum",keyword:"maximum",params:{comparison: "<=", limit: 100}};
if(vErrors === null){
vErrors = [err245];
}
else {
vErrors.push(err245);
}
errors++;
}
if(data99 < 0 || isNaN(data99)){
const err246 = {instancePath:instancePath+"/nodePools/" + i20+"/maxSurge",schemaPath:"#/properties/nodePools/items/properties/maxSurge/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}};
if(vErrors === null){
vErrors = [err246];
}
else {
vErrors.push(err246);
}
errors++;
}
}
}
if(data87.labels !== undefined){
let data100 = data87.labels;
if(data100 && typeof data100 == "object" && !Array.isArray(data100)){
if(Object.keys(data100).length > 100){
const err247 = {instancePath:instancePath+"/nodePools/" + i20+"/labels",schemaPath:"#/properties/nodePools/items/properties/labels/maxProperties",keyword:"maxProperties",params:{limit: 100}};
if(vErrors === null){
vErrors = [err247];
}
else {
vErrors.push(err247);
}
errors++;
}
for(const key20 in data100){
if(typeof data100[key20] !== "string"){
const err248 = {instancePath:instancePath+"/nodePools/" + i20+"/labels/" + key20.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/nodePools/items/properties/labels/additionalProperties/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err248];
}
else {
vErrors.push(err248);
}
errors++;
}
}
}
else {
const err249 = {instancePath:instancePath+"/nodePools/" + i20+"/labels",schemaPath:"#/properties/nodePools/items/properties/labels/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err249];
}
else {
vErrors.push(err249);
}
errors++;
}
}
if(data87.taints !== undefined){
let data102 = data87.taints;
if(Array.isArray(data102)){
if(data102.length > 100){
const err250 = {instancePath:instancePath+"/nodePools/" + i20+"/taints",schemaPath:"#/properties/nodePools/items/properties/taints/maxItems",keyword:"maxItems",params:{limit: 100}};
if(vErrors === null){
vErrors = [err250];
}
else {
vErrors.push(err250);
}
errors++;
}
const len14 = data102.length;
for(let i23=0; i23<len14; i23++){
let data103 = data102[i23];
if(typeof data103 === "string"){
if(func3(data103) < 1){
const err251 = {instancePath:instancePath+"/nodePools/" + i20+"/taints/" + i23,schemaPath:"#/properties/nodePools/items/properties/taints/items/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err251];
}
else {
vErrors.push(err251);
}
errors++;
}
}
else {
const err252 = {instancePath:instancePath+"/nodePools/" + i20+"/taints/" + i23,schemaPath:"#/properties/nodePools/items/properties/taints/items/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err252];
}
else {
vErrors.push(err252);
}
errors++;
}
}
let i24 = data102.length;
let j9;
if(i24 > 1){
const indices9 = {};
for(;i24--;){
let item9 = data102[i24];
if(typeof item9 !== "string"){
continue;
}
if(typeof indices9[item9] == "number"){
j9 = indices9[item9];
const err253 = {instancePath:instancePath+"/nodePools/" + i20+"/taints",schemaPath:"#/properties/nodePools/items/properties/taints/uniqueItems",keyword:"uniqueItems",params:{i: i24, j: j9}};
if(vErrors === null){
vErrors = [err253];
}
else {
vErrors.push(err253);
}
errors++;
break;
}
indices9[item9] = i24;
}
}
}
else {
const err254 = {instancePath:instancePath+"/nodePools/" + i20+"/taints",schemaPath:"#/properties/nodePools/items/properties/taints/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err254];
}
else {
vErrors.push(err254);
}
errors++;
}
}
if(data87.spot !== undefined){
let data104 = data87.spot;
if(data104 && typeof data104 == "object" && !Array.isArray(data104)){
for(const key21 in data104){
if(!((key21 === "maxPrice") || (key21 === "evictionPolicy"))){
const err255 = {instancePath:instancePath+"/nodePools/" + i20+"/spot",schemaPath:"#/properties/nodePools/items/properties/spot/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key21}};
if(vErrors === null){
vErrors = [err255];
}
else {
vErrors.push(err255);
}
errors++;
}
}
if(data104.maxPrice !== undefined){
let data105 = data104.maxPrice;
if((typeof data105 == "number") && (isFinite(data105))){
if(data105 < -1 || isNaN(data105)){
const err256 = {instancePath:instancePath+"/nodePools/" + i20+"/spot/maxPrice",schemaPath:"#/properties/nodePools/items/properties/spot/properties/maxPrice/minimum",keyword:"minimum",params:{comparison: ">=", limit: -1}};
if(vErrors === null){
vErrors = [err256];
}
else {
vErrors.push(err256);
}
errors++;
}
}
else {
const err257 = {instancePath:instancePath+"/nodePools/" + i20+"/spot/maxPrice",schemaPath:"#/properties/nodePools/items/properties/spot/properties/maxPrice/type",keyword:"type",params:{type: "number"}};
if(vErrors === null){
vErrors = [err257];
}
else {
vErrors.push(err257);
}
errors++;
}
}
if(data104.evictionPolicy !== undefined){
let data106 = data104.evictionPolicy;
if(typeof data106 !== "string"){
const err258 = {instancePath:instancePath+"/nodePools/" + i20+"/spot/evictionPolicy",schemaPath:"#/properties/nodePools/items/properties/spot/properties/evictionPolicy/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err258];
}
else {
vErrors.push(err258);
}
errors++;
}
if(!((data106 === "Delete") || (data106 === "Deallocate"))){
const err259 = {instancePath:instancePath+"/nodePools/" + i20+"/spot/evictionPolicy",schemaPath:"#/properties/nodePools/items/properties/spot/properties/evictionPolicy/enum",keyword:"enum",params:{allowedValues: schema11.properties.nodePools.items.properties.spot.properties.evictionPolicy.enum}};
if(vErrors === null){
vErrors = [err259];
}
else {
vErrors.push(err259);
}
errors++;
}
}
}
else {
const err260 = {instancePath:instancePath+"/nodePools/" + i20+"/spot",schemaPath:"#/properties/nodePools/items/properties/spot/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err260];
}
else {
vErrors.push(err260);
}
errors++;
}
}
if(data87.osDisk !== undefined){
let data107 = data87.osDisk;
if(data107 && typeof data107 == "object" && !Array.isArray(data107)){
for(const key22 in data107){
if(!((key22 === "sizeGiB") || (key22 === "storage"))){
const err261 = {instancePath:instancePath+"/nodePools/" + i20+"/osDisk",schemaPath:"#/properties/nodePools/items/properties/osDisk/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key22}};
if(vErrors === null){
vErrors = [err261];
}
else {
vErrors.push(err261);
}
errors++;
}
}
if(data107.sizeGiB !== undefined){
let data108 = data107.sizeGiB;
if(!(((typeof data108 == "number") && (!(data108 % 1) && !isNaN(data108))) && (isFinite(data108)))){
const err262 = {instancePath:instancePath+"/nodePools/" + i20+"/osDisk/sizeGiB",schemaPath:"#/properties/nodePools/items/properties/osDisk/properties/sizeGiB/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err262];
}
else {
vErrors.push(err262);
}
errors++;
}
if((typeof data108 == "number") && (isFinite(data108))){
if(data108 > 4095 || isNaN(data108)){
const err263 = {instancePath:instancePath+"/nodePools/" + i20+"/osDisk/sizeGiB",schemaPath:"#/properties/nodePools/items/properties/osDisk/properties/sizeGiB/maximum",keyword:"maximum",params:{comparison: "<=", limit: 4095}};
if(vErrors === null){
vErrors = [err263];
}
else {
vErrors.push(err263);
}
errors++;
}
if(data108 < 30 || isNaN(data108)){
const err264 = {instancePath:instancePath+"/nodePools/" + i20+"/osDisk/sizeGiB",schemaPath:"#/properties/nodePools/items/properties/osDisk/properties/sizeGiB/minimum",keyword:"minimum",params:{comparison: ">=", limit: 30}};
if(vErrors === null){
vErrors = [err264];
}
else {
vErrors.push(err264);
}
errors++;
}
}
}
if(data107.storage !== undefined){
let data109 = data107.storage;
if(typeof data109 !== "string"){
const err265 = {instancePath:instancePath+"/nodePools/" + i20+"/osDisk/storage",schemaPath:"#/properties/nodePools/items/properties/osDisk/properties/storage/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err265];
}
else {
vErrors.push(err265);
}
errors++;
}
if(!((((data109 === "Premium_LRS") || (data109 === "StandardSSD_LRS")) || (data109 === "Standard_LRS")) || (data109 === "Ephemeral"))){
const err266 = {instancePath:instancePath+"/nodePools/" + i20+"/osDisk/storage",schemaPath:"#/properties/nodePools/items/properties/osDisk/properties/storage/enum",keyword:"enum",params:{allowedValues: schema11.properties.nodePools.items.properties.osDisk.properties.storage.enum}};
if(vErrors === null){
vErrors = [err266];
}
else {
vErrors.push(err266);
}
errors++;
}
}
}
else {
const err267 = {instancePath:instancePath+"/nodePools/" + i20+"/osDisk",schemaPath:"#/properties/nodePools/items/properties/osDisk/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err267];
}
else {
vErrors.push(err267);
}
errors++;
}
}
if(data87.podPublicIPs !== undefined){
let data110 = data87.podPublicIPs;
if(data110 && typeof data110 == "object" && !Array.isArray(data110)){
if(data110.perNode === undefined){
const err268 = {instancePath:instancePath+"/nodePools/" + i20+"/podPublicIPs",schemaPath:"#/properties/nodePools/items/properties/podPublicIPs/required",keyword:"required",params:{missingProperty: "perNode"}};
if(vErrors === null){
vErrors = [err268];
}
else {
vErrors.push(err268);
}
errors++;
}
for(const key23 in data110){
if(!(((key23 === "perNode") || (key23 === "dnsLabelPrefix")) || (key23 === "allowedPorts"))){
const err269 = {instancePath:instancePath+"/nodePools/" + i20+"/podPublicIPs",schemaPath:"#/properties/nodePools/items/properties/podPublicIPs/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key23}};
if(vErrors === null){
vErrors = [err269];
}
else {
vErrors.push(err269);
}
errors++;
}
}
if(data110.perNode !== undefined){
let data111 = data110.perNode;
if(!(((typeof data111 == "number") && (!(data111 % 1) && !isNaN(data111))) && (isFinite(data111)))){
const err270 = {instancePath:instancePath+"/nodePools/" + i20+"/podPublicIPs/perNode",schemaPath:"#/properties/nodePools/items/properties/podPublicIPs/properties/perNode/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err270];
}
else {
vErrors.push(err270);
}
errors++;
}
if((typeof data111 == "number") && (isFinite(data111))){
if(data111 > 250 || isNaN(data111)){
const err271 = {instancePath:instancePath+"/nodePools/" + i20+"/podPublicIPs/perNode",schemaPath:"#/properties/nodePools/items/properties/podPublicIPs/properties/perNode/maximum",keyword:"maximum",params:{comparison: "<=", limit: 250}};
if(vErrors === null){
vErrors = [err271];
}
else {
vErrors.push(err271);
}
errors++;
}
if(data111 < 1 || isNaN(data111)){
const err272 = {instancePath:instancePath+"/nodePools/" + i20+"/podPublicIPs/perNode",schemaPath:"#/properties/nodePools/items/properties/podPublicIPs/properties/perNode/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1}};
if(vErrors === null){
vErrors = [err272];
}
else {
vErrors.push(err272);
}
errors++;
}
}
}
if(data110.dnsLabelPrefix !== undefined){
let data112 = data110.dnsLabelPrefix;
if(typeof data112 === "string"){
if(!pattern12.test(data112)){
const err273 = {instancePath:instancePath+"/nodePools/" + i20+"/podPublicIPs/dnsLabelPrefix",schemaPath:"#/properties/nodePools/items/properties/podPublicIPs/properties/dnsLabelPrefix/pattern",keyword:"pattern",params:{pattern: "^[a-z]([a-z0-9-]{0,46}[a-z0-9])?$"}};
if(vErrors === null){
vErrors = [err273];
}
else {
vErrors.push(err273);
}
errors++;
}
}
else {
const err274 = {instancePath:instancePath+"/nodePools/" + i20+"/podPublicIPs/dnsLabelPrefix",schemaPath:"#/properties/nodePools/items/properties/podPublicIPs/properties/dnsLabelPrefix/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err274];
}
else {
vErrors.push(err274);
}
errors++;
}
}
if(data110.allowedPorts !== undefined){
let data113 = data110.allowedPorts;
if(Array.isArray(data113)){
if(data113.length > 50){
const err275 = {instancePath:instancePath+"/nodePools/" + i20+"/podPublicIPs/allowedPorts",schemaPath:"#/properties/nodePools/items/properties/podPublicIPs/properties/allowedPorts/maxItems",keyword:"maxItems",params:{limit: 50}};
if(vErrors === null){
vErrors = [err275];
}
else {
vErrors.push(err275);
}
errors++;
}
const len15 = data113.length;
for(let i25=0; i25<len15; i25++){
let data114 = data113[i25];
if(typeof data114 === "string"){
if(!pattern13.test(data114)){
const err276 = {instancePath:instancePath+"/nodePools/" + i20+"/podPublicIPs/allowedPorts/" + i25,schemaPath:"#/properties/nodePools/items/properties/podPublicIPs/properties/allowedPorts/items/pattern",keyword:"pattern",params:{pattern: "^[0-9]{1,5}(-[0-9]{1,5})?/(tcp|udp)$"}};
if(vErrors === null){
vErrors = [err276];
}
else {
vErrors.push(err276);
}
errors++;
}
}
else {
const err277 = {instancePath:instancePath+"/nodePools/" + i20+"/podPublicIPs/allowedPorts/" + i25,schemaPath:"#/properties/nodePools/items/properties/podPublicIPs/properties/allowedPorts/items/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err277];
}
else {
vErrors.push(err277);
}
errors++;
}
}
let i26 = data113.length;
let j10;
if(i26 > 1){
const indices10 = {};
for(;i26--;){
let item10 = data113[i26];
if(typeof item10 !== "string"){
continue;
}
if(typeof indices10[item10] == "number"){
j10 = indices10[item10];
const err278 = {instancePath:instancePath+"/nodePools/" + i20+"/podPublicIPs/allowedPorts",schemaPath:"#/properties/nodePools/items/properties/podPublicIPs/properties/allowedPorts/uniqueItems",keyword:"uniqueItems",params:{i: i26, j: j10}};
if(vErrors === null){
vErrors = [err278];
}
else {
vErrors.push(err278);
}
errors++;
break;
}
indices10[item10] = i26;
}
}
}
else {
const err279 = {instancePath:instancePath+"/nodePools/" + i20+"/podPublicIPs/allowedPorts",schemaPath:"#/properties/nodePools/items/properties/podPublicIPs/properties/allowedPorts/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err279];
}
else {
vErrors.push(err279);
}
errors++;
}
}
}
else {
const err280 = {instancePath:instancePath+"/nodePools/" + i20+"/podPublicIPs",schemaPath:"#/properties/nodePools/items/properties/podPublicIPs/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err280];
}
else {
vErrors.push(err280);
}
errors++;
}
}
}
else {
const err281 = {instancePath:instancePath+"/nodePools/" + i20,schemaPath:"#/properties/nodePools/items/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err281];
}
else {
vErrors.push(err281);
}
errors++;
}
}
}
else {
const err282 = {instancePath:instancePath+"/nodePools",schemaPath:"#/properties/nodePools/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err282];
}
else {
vErrors.push(err282);
}
errors++;
}
}
if(data.linux !== undefined){
let data115 = data.linux;
if(data115 && typeof data115 == "object" && !Array.isArray(data115)){
if(data115.sshPublicKeys === undefined){
const err283 = {instancePath:instancePath+"/linux",schemaPath:"#/properties/linux/required",keyword:"required",params:{missingProperty: "sshPublicKeys"}};
if(vErrors === null){
vErrors = [err283];
}
else {
vErrors.push(err283);
}
errors++;
}
for(const key24 in data115){
if(!((key24 === "adminUsername") || (key24 === "sshPublicKeys"))){
const err284 = {instancePath:instancePath+"/linux",schemaPath:"#/properties/linux/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key24}};
if(vErrors === null){
vErrors = [err284];
}
else {
vErrors.push(err284);
}
errors++;
}
}
if(data115.adminUsername !== undefined){
let data116 = data115.adminUsername;
if(typeof data116 === "string"){
if(!pattern14.test(data116)){
const err285 = {instancePath:instancePath+"/linux/adminUsername",schemaPath:"#/properties/linux/properties/adminUsername/pattern",keyword:"pattern",params:{pattern: "^[a-z_][a-z0-9_-]{0,31}$"}};
if(vErrors === null){
vErrors = [err285];
}
else {
vErrors.push(err285);
}
errors++;
}
}
else {
const err286 = {instancePath:instancePath+"/linux/adminUsername",schemaPath:"#/properties/linux/properties/adminUsername/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err286];
}
else {
vErrors.push(err286);
}
errors++;
}
}
if(data115.sshPublicKeys !== undefined){
let data117 = data115.sshPublicKeys;
if(Array.isArray(data117)){
if(data117.length > 20){
const err287 = {instancePath:instancePath+"/linux/sshPublicKeys",schemaPath:"#/properties/linux/properties/sshPublicKeys/maxItems",keyword:"maxItems",params:{limit: 20}};
if(vErrors === null){
vErrors = [err287];
}
else {
vErrors.push(err287);
}
errors++;
}
if(data117.length < 1){
const err288 = {instancePath:instancePath+"/linux/sshPublicKeys",schemaPath:"#/properties/linux/properties/sshPublicKeys/minItems",keyword:"minItems",params:{limit: 1}};
if(vErrors === null){
vErrors = [err288];
}
else {
vErrors.push(err288);
}
errors++;
}
const len16 = data117.length;
for(let i27=0; i27<len16; i27++){
let data118 = data117[i27];
if(typeof data118 === "string"){
if(func3(data118) < 1){
const err289 = {instancePath:instancePath+"/linux/sshPublicKeys/" + i27,schemaPath:"#/properties/linux/properties/sshPublicKeys/items/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err289];
}
else {
vErrors.push(err289);
}
errors++;
}
}
else {
const err290 = {instancePath:instancePath+"/linux/sshPublicKeys/" + i27,schemaPath:"#/properties/linux/properties/sshPublicKeys/items/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err290];
}
else {
vErrors.push(err290);
}
errors++;
}
}
}
else {
const err291 = {instancePath:instancePath+"/linux/sshPublicKeys",schemaPath:"#/properties/linux/properties/sshPublicKeys/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err291];
}
else {
vErrors.push(err291);
}
errors++;
}
}
}
else {
const err292 = {instancePath:instancePath+"/linux",schemaPath:"#/properties/linux/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err292];
}
else {
vErrors.push(err292);
}
errors++;
}
}
if(data.identity !== undefined){
let data119 = data.identity;
if(data119 && typeof data119 == "object" && !Array.isArray(data119)){
for(const key25 in data119){
if(!(key25 === "id")){
const err293 = {instancePath:instancePath+"/identity",schemaPath:"#/properties/identity/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key25}};
if(vErrors === null){
vErrors = [err293];
}
else {
vErrors.push(err293);
}
errors++;
}
}
if(data119.id !== undefined){
let data120 = data119.id;
if(typeof data120 === "string"){
if(func3(data120) < 1){
const err294 = {instancePath:instancePath+"/identity/id",schemaPath:"#/properties/identity/properties/id/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err294];
}
else {
vErrors.push(err294);
}
errors++;
}
}
else {
const err295 = {instancePath:instancePath+"/identity/id",schemaPath:"#/properties/identity/properties/id/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err295];
}
else {
vErrors.push(err295);
}
errors++;
}
}
}
else {
const err296 = {instancePath:instancePath+"/identity",schemaPath:"#/properties/identity/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err296];
}
else {
vErrors.push(err296);
}
errors++;
}
}
if(data.addons !== undefined){
let data121 = data.addons;
if(Array.isArray(data121)){
if(data121.length > 50){
const err297 = {instancePath:instancePath+"/addons",schemaPath:"#/properties/addons/maxItems",keyword:"maxItems",params:{limit: 50}};
if(vErrors === null){
vErrors = [err297];
}
else {
vErrors.push(err297);
}
errors++;
}
const len17 = data121.length;
for(let i28=0; i28<len17; i28++){
let data122 = data121[i28];
if(data122 && typeof data122 == "object" && !Array.isArray(data122)){
if(data122.name === undefined){
const err298 = {instancePath:instancePath+"/addons/" + i28,schemaPath:"#/properties/addons/items/required",keyword:"required",params:{missingProperty: "name"}};
if(vErrors === null){
vErrors = [err298];
}
else {
vErrors.push(err298);
}
errors++;
}
if(data122.manifest === undefined){
const err299 = {instancePath:instancePath+"/addons/" + i28,schemaPath:"#/properties/addons/items/required",keyword:"required",params:{missingProperty: "manifest"}};
if(vErrors === null){
vErrors = [err299];
}
else {
vErrors.push(err299);
}
errors++;
}
for(const key26 in data122){
if(!((key26 === "name") || (key26 === "manifest"))){
const err300 = {instancePath:instancePath+"/addons/" + i28,schemaPath:"#/properties/addons/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key26}};
if(vErrors === null){
vErrors = [err300];
}
else {
vErrors.push(err300);
}
errors++;
}
}
if(data122.name !== undefined){
let data123 = data122.name;
if(typeof data123 === "string"){
if(!pattern0.test(data123)){
const err301 = {instancePath:instancePath+"/addons/" + i28+"/name",schemaPath:"#/properties/addons/items/properties/name/pattern",keyword:"pattern",params:{pattern: "^[a-z]([a-z0-9-]{0,38}[a-z0-9])?$"}};
if(vErrors === null){
vErrors = [err301];
}
else {
vErrors.push(err301);
}
errors++;
}
}
else {
const err302 = {instancePath:instancePath+"/addons/" + i28+"/name",schemaPath:"#/properties/addons/items/properties/name/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err302];
}
else {
vErrors.push(err302);
}
errors++;
}
}
if(data122.manifest !== undefined){
let data124 = data122.manifest;
if(typeof data124 === "string"){
if(func3(data124) < 1){
const err303 = {instancePath:instancePath+"/addons/" + i28+"/manifest",schemaPath:"#/properties/addons/items/properties/manifest/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err303];
}
else {
vErrors.push(err303);
}
errors++;
}
}
else {
const err304 = {instancePath:instancePath+"/addons/" + i28+"/manifest",schemaPath:"#/properties/addons/items/properties/manifest/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err304];
}
else {
vErrors.push(err304);
}
errors++;
}
}
}
else {
const err305 = {instancePath:instancePath+"/addons/" + i28,schemaPath:"#/properties/addons/items/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err305];
}
else {
vErrors.push(err305);
}
errors++;
}
}
}
else {
const err306 = {instancePath:instancePath+"/addons",schemaPath:"#/properties/addons/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err306];
}
else {
vErrors.push(err306);
}
errors++;
}
}
}
else {
const err307 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err307];
}
else {
vErrors.push(err307);
}
errors++;
}
validate10.errors = vErrors;
return errors === 0;
}
