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
const pattern4 = new RegExp("^[a-z0-9][a-z0-9.-]*(:[0-9]{1,5})?(/[a-z0-9._-]+)*$", "u");
const pattern7 = new RegExp("^[A-Za-z0-9_-]{1,64}$", "u");
const pattern8 = new RegExp("^[a-z][a-z0-9]{0,11}$", "u");
const pattern10 = new RegExp("^[a-z]([a-z0-9-]{0,46}[a-z0-9])?$", "u");
const pattern11 = new RegExp("^[0-9]{1,5}(-[0-9]{1,5})?/(tcp|udp)$", "u");
const pattern12 = new RegExp("^[a-z_][a-z0-9_-]{0,31}$", "u");
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
if(!(((key2 === "version") || (key2 === "packages")) || (key2 === "images"))){
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
if(!(((key3 === "kubernetes") || (key3 === "containerd")) || (key3 === "preinstalled"))){
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
if(data8.preinstalled !== undefined){
if(typeof data8.preinstalled !== "boolean"){
const err27 = {instancePath:instancePath+"/kubernetes/packages/preinstalled",schemaPath:"#/properties/kubernetes/properties/packages/properties/preinstalled/type",keyword:"type",params:{type: "boolean"}};
if(vErrors === null){
vErrors = [err27];
}
else {
vErrors.push(err27);
}
errors++;
}
}
}
else {
const err28 = {instancePath:instancePath+"/kubernetes/packages",schemaPath:"#/properties/kubernetes/properties/packages/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err28];
}
else {
vErrors.push(err28);
}
errors++;
}
}
if(data6.images !== undefined){
let data12 = data6.images;
if(data12 && typeof data12 == "object" && !Array.isArray(data12)){
for(const key4 in data12){
if(!((key4 === "kubernetes") || (key4 === "cloudProvider"))){
const err29 = {instancePath:instancePath+"/kubernetes/images",schemaPath:"#/properties/kubernetes/properties/images/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key4}};
if(vErrors === null){
vErrors = [err29];
}
else {
vErrors.push(err29);
}
errors++;
}
}
if(data12.kubernetes !== undefined){
let data13 = data12.kubernetes;
if(typeof data13 === "string"){
if(!pattern4.test(data13)){
const err30 = {instancePath:instancePath+"/kubernetes/images/kubernetes",schemaPath:"#/properties/kubernetes/properties/images/properties/kubernetes/pattern",keyword:"pattern",params:{pattern: "^[a-z0-9][a-z0-9.-]*(:[0-9]{1,5})?(/[a-z0-9._-]+)*$"}};
if(vErrors === null){
vErrors = [err30];
}
else {
vErrors.push(err30);
}
errors++;
}
}
else {
const err31 = {instancePath:instancePath+"/kubernetes/images/kubernetes",schemaPath:"#/properties/kubernetes/properties/images/properties/kubernetes/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err31];
}
else {
vErrors.push(err31);
}
errors++;
}
}
if(data12.cloudProvider !== undefined){
let data14 = data12.cloudProvider;
if(typeof data14 === "string"){
if(!pattern4.test(data14)){
const err32 = {instancePath:instancePath+"/kubernetes/images/cloudProvider",schemaPath:"#/properties/kubernetes/properties/images/properties/cloudProvider/pattern",keyword:"pattern",params:{pattern: "^[a-z0-9][a-z0-9.-]*(:[0-9]{1,5})?(/[a-z0-9._-]+)*$"}};
if(vErrors === null){
vErrors = [err32];
}
else {
vErrors.push(err32);
}
errors++;
}
}
else {
const err33 = {instancePath:instancePath+"/kubernetes/images/cloudProvider",schemaPath:"#/properties/kubernetes/properties/images/properties/cloudProvider/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err33];
}
else {
vErrors.push(err33);
}
errors++;
}
}
}
else {
const err34 = {instancePath:instancePath+"/kubernetes/images",schemaPath:"#/properties/kubernetes/properties/images/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err34];
}
else {
vErrors.push(err34);
}
errors++;
}
}
}
else {
const err35 = {instancePath:instancePath+"/kubernetes",schemaPath:"#/properties/kubernetes/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err35];
}
else {
vErrors.push(err35);
}
errors++;
}
}
if(data.network !== undefined){
let data15 = data.network;
if(data15 && typeof data15 == "object" && !Array.isArray(data15)){
for(const key5 in data15){
if(!((((((((key5 === "virtualNetwork") || (key5 === "subnets")) || (key5 === "serviceCidr")) || (key5 === "dnsServiceIP")) || (key5 === "internalServices")) || (key5 === "onPremisesCidrs")) || (key5 === "egress")) || (key5 === "podAccessToInstanceMetadata"))){
const err36 = {instancePath:instancePath+"/network",schemaPath:"#/properties/network/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key5}};
if(vErrors === null){
vErrors = [err36];
}
else {
vErrors.push(err36);
}
errors++;
}
}
if(data15.virtualNetwork !== undefined){
let data16 = data15.virtualNetwork;
if(data16 && typeof data16 == "object" && !Array.isArray(data16)){
for(const key6 in data16){
if(!(((((key6 === "addressSpace") || (key6 === "id")) || (key6 === "dnsServers")) || (key6 === "peerings")) || (key6 === "gateway"))){
const err37 = {instancePath:instancePath+"/network/virtualNetwork",schemaPath:"#/properties/network/properties/virtualNetwork/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key6}};
if(vErrors === null){
vErrors = [err37];
}
else {
vErrors.push(err37);
}
errors++;
}
}
if(data16.addressSpace !== undefined){
let data17 = data16.addressSpace;
if(Array.isArray(data17)){
if(data17.length > 100){
const err38 = {instancePath:instancePath+"/network/virtualNetwork/addressSpace",schemaPath:"#/properties/network/properties/virtualNetwork/properties/addressSpace/maxItems",keyword:"maxItems",params:{limit: 100}};
if(vErrors === null){
vErrors = [err38];
}
else {
vErrors.push(err38);
}
errors++;
}
if(data17.length < 1){
const err39 = {instancePath:instancePath+"/network/virtualNetwork/addressSpace",schemaPath:"#/properties/network/properties/virtualNetwork/properties/addressSpace/minItems",keyword:"minItems",params:{limit: 1}};
if(vErrors === null){
vErrors = [err39];
}
else {
vErrors.push(err39);
}
errors++;
}
const len0 = data17.length;
for(let i0=0; i0<len0; i0++){
let data18 = data17[i0];
if(typeof data18 === "string"){
if(!(formats0(data18))){
const err40 = {instancePath:instancePath+"/network/virtualNetwork/addressSpace/" + i0,schemaPath:"#/properties/network/properties/virtualNetwork/properties/addressSpace/items/format",keyword:"format",params:{format: "ipv4-prefix"}};
if(vErrors === null){
vErrors = [err40];
}
else {
vErrors.push(err40);
}
errors++;
}
}
else {
const err41 = {instancePath:instancePath+"/network/virtualNetwork/addressSpace/" + i0,schemaPath:"#/properties/network/properties/virtualNetwork/properties/addressSpace/items/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err41];
}
else {
vErrors.push(err41);
}
errors++;
}
}
let i1 = data17.length;
let j0;
if(i1 > 1){
const indices0 = {};
for(;i1--;){
let item0 = data17[i1];
if(typeof item0 !== "string"){
continue;
}
if(typeof indices0[item0] == "number"){
j0 = indices0[item0];
const err42 = {instancePath:instancePath+"/network/virtualNetwork/addressSpace",schemaPath:"#/properties/network/properties/virtualNetwork/properties/addressSpace/uniqueItems",keyword:"uniqueItems",params:{i: i1, j: j0}};
if(vErrors === null){
vErrors = [err42];
}
else {
vErrors.push(err42);
}
errors++;
break;
}
indices0[item0] = i1;
}
}
}
else {
const err43 = {instancePath:instancePath+"/network/virtualNetwork/addressSpace",schemaPath:"#/properties/network/properties/virtualNetwork/properties/addressSpace/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err43];
}
else {
vErrors.push(err43);
}
errors++;
}
}
if(data16.id !== undefined){
let data19 = data16.id;
if(typeof data19 === "string"){
if(func3(data19) < 1){
const err44 = {instancePath:instancePath+"/network/virtualNetwork/id",schemaPath:"#/properties/network/properties/virtualNetwork/properties/id/minLength",keyword:"minLength",params:{limit: 1}};
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
const err45 = {instancePath:instancePath+"/network/virtualNetwork/id",schemaPath:"#/properties/network/properties/virtualNetwork/properties/id/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err45];
}
else {
vErrors.push(err45);
}
errors++;
}
}
if(data16.dnsServers !== undefined){
let data20 = data16.dnsServers;
if(Array.isArray(data20)){
if(data20.length > 20){
const err46 = {instancePath:instancePath+"/network/virtualNetwork/dnsServers",schemaPath:"#/properties/network/properties/virtualNetwork/properties/dnsServers/maxItems",keyword:"maxItems",params:{limit: 20}};
if(vErrors === null){
vErrors = [err46];
}
else {
vErrors.push(err46);
}
errors++;
}
const len1 = data20.length;
for(let i2=0; i2<len1; i2++){
let data21 = data20[i2];
if(typeof data21 === "string"){
if(!(formats2(data21))){
const err47 = {instancePath:instancePath+"/network/virtualNetwork/dnsServers/" + i2,schemaPath:"#/properties/network/properties/virtualNetwork/properties/dnsServers/items/format",keyword:"format",params:{format: "ipv4-address"}};
if(vErrors === null){
vErrors = [err47];
}
else {
vErrors.push(err47);
}
errors++;
}
}
else {
const err48 = {instancePath:instancePath+"/network/virtualNetwork/dnsServers/" + i2,schemaPath:"#/properties/network/properties/virtualNetwork/properties/dnsServers/items/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err48];
}
else {
vErrors.push(err48);
}
errors++;
}
}
let i3 = data20.length;
let j1;
if(i3 > 1){
const indices1 = {};
for(;i3--;){
let item1 = data20[i3];
if(typeof item1 !== "string"){
continue;
}
if(typeof indices1[item1] == "number"){
j1 = indices1[item1];
const err49 = {instancePath:instancePath+"/network/virtualNetwork/dnsServers",schemaPath:"#/properties/network/properties/virtualNetwork/properties/dnsServers/uniqueItems",keyword:"uniqueItems",params:{i: i3, j: j1}};
if(vErrors === null){
vErrors = [err49];
}
else {
vErrors.push(err49);
}
errors++;
break;
}
indices1[item1] = i3;
}
}
}
else {
const err50 = {instancePath:instancePath+"/network/virtualNetwork/dnsServers",schemaPath:"#/properties/network/properties/virtualNetwork/properties/dnsServers/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err50];
}
else {
vErrors.push(err50);
}
errors++;
}
}
if(data16.peerings !== undefined){
let data22 = data16.peerings;
if(Array.isArray(data22)){
if(data22.length > 500){
const err51 = {instancePath:instancePath+"/network/virtualNetwork/peerings",schemaPath:"#/properties/network/properties/virtualNetwork/properties/peerings/maxItems",keyword:"maxItems",params:{limit: 500}};
if(vErrors === null){
vErrors = [err51];
}
else {
vErrors.push(err51);
}
errors++;
}
const len2 = data22.length;
for(let i4=0; i4<len2; i4++){
let data23 = data22[i4];
if(data23 && typeof data23 == "object" && !Array.isArray(data23)){
if(data23.name === undefined){
const err52 = {instancePath:instancePath+"/network/virtualNetwork/peerings/" + i4,schemaPath:"#/properties/network/properties/virtualNetwork/properties/peerings/items/required",keyword:"required",params:{missingProperty: "name"}};
if(vErrors === null){
vErrors = [err52];
}
else {
vErrors.push(err52);
}
errors++;
}
if(data23.remoteVirtualNetworkId === undefined){
const err53 = {instancePath:instancePath+"/network/virtualNetwork/peerings/" + i4,schemaPath:"#/properties/network/properties/virtualNetwork/properties/peerings/items/required",keyword:"required",params:{missingProperty: "remoteVirtualNetworkId"}};
if(vErrors === null){
vErrors = [err53];
}
else {
vErrors.push(err53);
}
errors++;
}
if(data23.remoteAddressSpace === undefined){
const err54 = {instancePath:instancePath+"/network/virtualNetwork/peerings/" + i4,schemaPath:"#/properties/network/properties/virtualNetwork/properties/peerings/items/required",keyword:"required",params:{missingProperty: "remoteAddressSpace"}};
if(vErrors === null){
vErrors = [err54];
}
else {
vErrors.push(err54);
}
errors++;
}
for(const key7 in data23){
if(!(((((key7 === "name") || (key7 === "remoteVirtualNetworkId")) || (key7 === "remoteAddressSpace")) || (key7 === "useRemoteGateways")) || (key7 === "allowForwardedTraffic"))){
const err55 = {instancePath:instancePath+"/network/virtualNetwork/peerings/" + i4,schemaPath:"#/properties/network/properties/virtualNetwork/properties/peerings/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key7}};
if(vErrors === null){
vErrors = [err55];
}
else {
vErrors.push(err55);
}
errors++;
}
}
if(data23.name !== undefined){
let data24 = data23.name;
if(typeof data24 === "string"){
if(func3(data24) > 80){
const err56 = {instancePath:instancePath+"/network/virtualNetwork/peerings/" + i4+"/name",schemaPath:"#/properties/network/properties/virtualNetwork/properties/peerings/items/properties/name/maxLength",keyword:"maxLength",params:{limit: 80}};
if(vErrors === null){
vErrors = [err56];
}
else {
vErrors.push(err56);
}
errors++;
}
if(func3(data24) < 1){
const err57 = {instancePath:instancePath+"/network/virtualNetwork/peerings/" + i4+"/name",schemaPath:"#/properties/network/properties/virtualNetwork/properties/peerings/items/properties/name/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err57];
}
else {
vErrors.push(err57);
}
errors++;
}
}
else {
const err58 = {instancePath:instancePath+"/network/virtualNetwork/peerings/" + i4+"/name",schemaPath:"#/properties/network/properties/virtualNetwork/properties/peerings/items/properties/name/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err58];
}
else {
vErrors.push(err58);
}
errors++;
}
}
if(data23.remoteVirtualNetworkId !== undefined){
let data25 = data23.remoteVirtualNetworkId;
if(typeof data25 === "string"){
if(func3(data25) < 1){
const err59 = {instancePath:instancePath+"/network/virtualNetwork/peerings/" + i4+"/remoteVirtualNetworkId",schemaPath:"#/properties/network/properties/virtualNetwork/properties/peerings/items/properties/remoteVirtualNetworkId/minLength",keyword:"minLength",params:{limit: 1}};
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
const err60 = {instancePath:instancePath+"/network/virtualNetwork/peerings/" + i4+"/remoteVirtualNetworkId",schemaPath:"#/properties/network/properties/virtualNetwork/properties/peerings/items/properties/remoteVirtualNetworkId/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err60];
}
else {
vErrors.push(err60);
}
errors++;
}
}
if(data23.remoteAddressSpace !== undefined){
let data26 = data23.remoteAddressSpace;
if(Array.isArray(data26)){
if(data26.length > 100){
const err61 = {instancePath:instancePath+"/network/virtualNetwork/peerings/" + i4+"/remoteAddressSpace",schemaPath:"#/properties/network/properties/virtualNetwork/properties/peerings/items/properties/remoteAddressSpace/maxItems",keyword:"maxItems",params:{limit: 100}};
if(vErrors === null){
vErrors = [err61];
}
else {
vErrors.push(err61);
}
errors++;
}
if(data26.length < 1){
const err62 = {instancePath:instancePath+"/network/virtualNetwork/peerings/" + i4+"/remoteAddressSpace",schemaPath:"#/properties/network/properties/virtualNetwork/properties/peerings/items/properties/remoteAddressSpace/minItems",keyword:"minItems",params:{limit: 1}};
if(vErrors === null){
vErrors = [err62];
}
else {
vErrors.push(err62);
}
errors++;
}
const len3 = data26.length;
for(let i5=0; i5<len3; i5++){
let data27 = data26[i5];
if(typeof data27 === "string"){
if(!(formats0(data27))){
const err63 = {instancePath:instancePath+"/network/virtualNetwork/peerings/" + i4+"/remoteAddressSpace/" + i5,schemaPath:"#/properties/network/properties/virtualNetwork/properties/peerings/items/properties/remoteAddressSpace/items/format",keyword:"format",params:{format: "ipv4-prefix"}};
if(vErrors === null){
vErrors = [err63];
}
else {
vErrors.push(err63);
}
errors++;
}
}
else {
const err64 = {instancePath:instancePath+"/network/virtualNetwork/peerings/" + i4+"/remoteAddressSpace/" + i5,schemaPath:"#/properties/network/properties/virtualNetwork/properties/peerings/items/properties/remoteAddressSpace/items/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err64];
}
else {
vErrors.push(err64);
}
errors++;
}
}
let i6 = data26.length;
let j2;
if(i6 > 1){
const indices2 = {};
for(;i6--;){
let item2 = data26[i6];
if(typeof item2 !== "string"){
continue;
}
if(typeof indices2[item2] == "number"){
j2 = indices2[item2];
const err65 = {instancePath:instancePath+"/network/virtualNetwork/peerings/" + i4+"/remoteAddressSpace",schemaPath:"#/properties/network/properties/virtualNetwork/properties/peerings/items/properties/remoteAddressSpace/uniqueItems",keyword:"uniqueItems",params:{i: i6, j: j2}};
if(vErrors === null){
vErrors = [err65];
}
else {
vErrors.push(err65);
}
errors++;
break;
}
indices2[item2] = i6;
}
}
}
else {
const err66 = {instancePath:instancePath+"/network/virtualNetwork/peerings/" + i4+"/remoteAddressSpace",schemaPath:"#/properties/network/properties/virtualNetwork/properties/peerings/items/properties/remoteAddressSpace/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err66];
}
else {
vErrors.push(err66);
}
errors++;
}
}
if(data23.useRemoteGateways !== undefined){
if(typeof data23.useRemoteGateways !== "boolean"){
const err67 = {instancePath:instancePath+"/network/virtualNetwork/peerings/" + i4+"/useRemoteGateways",schemaPath:"#/properties/network/properties/virtualNetwork/properties/peerings/items/properties/useRemoteGateways/type",keyword:"type",params:{type: "boolean"}};
if(vErrors === null){
vErrors = [err67];
}
else {
vErrors.push(err67);
}
errors++;
}
}
if(data23.allowForwardedTraffic !== undefined){
if(typeof data23.allowForwardedTraffic !== "boolean"){
const err68 = {instancePath:instancePath+"/network/virtualNetwork/peerings/" + i4+"/allowForwardedTraffic",schemaPath:"#/properties/network/properties/virtualNetwork/properties/peerings/items/properties/allowForwardedTraffic/type",keyword:"type",params:{type: "boolean"}};
if(vErrors === null){
vErrors = [err68];
}
else {
vErrors.push(err68);
}
errors++;
}
}
}
else {
const err69 = {instancePath:instancePath+"/network/virtualNetwork/peerings/" + i4,schemaPath:"#/properties/network/properties/virtualNetwork/properties/peerings/items/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err69];
}
else {
vErrors.push(err69);
}
errors++;
}
}
}
else {
const err70 = {instancePath:instancePath+"/network/virtualNetwork/peerings",schemaPath:"#/properties/network/properties/virtualNetwork/properties/peerings/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err70];
}
else {
vErrors.push(err70);
}
errors++;
}
}
if(data16.gateway !== undefined){
let data30 = data16.gateway;
if(data30 && typeof data30 == "object" && !Array.isArray(data30)){
if(data30.type === undefined){
const err71 = {instancePath:instancePath+"/network/virtualNetwork/gateway",schemaPath:"#/properties/network/properties/virtualNetwork/properties/gateway/required",keyword:"required",params:{missingProperty: "type"}};
if(vErrors === null){
vErrors = [err71];
}
else {
vErrors.push(err71);
}
errors++;
}
for(const key8 in data30){
if(!(((key8 === "type") || (key8 === "sku")) || (key8 === "connections"))){
const err72 = {instancePath:instancePath+"/network/virtualNetwork/gateway",schemaPath:"#/properties/network/properties/virtualNetwork/properties/gateway/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key8}};
if(vErrors === null){
vErrors = [err72];
}
else {
vErrors.push(err72);
}
errors++;
}
}
if(data30.type !== undefined){
let data31 = data30.type;
if(typeof data31 !== "string"){
const err73 = {instancePath:instancePath+"/network/virtualNetwork/gateway/type",schemaPath:"#/properties/network/properties/virtualNetwork/properties/gateway/properties/type/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err73];
}
else {
vErrors.push(err73);
}
errors++;
}
if(!((data31 === "Vpn") || (data31 === "ExpressRoute"))){
const err74 = {instancePath:instancePath+"/network/virtualNetwork/gateway/type",schemaPath:"#/properties/network/properties/virtualNetwork/properties/gateway/properties/type/enum",keyword:"enum",params:{allowedValues: schema11.properties.network.properties.virtualNetwork.properties.gateway.properties.type.enum}};
if(vErrors === null){
vErrors = [err74];
}
else {
vErrors.push(err74);
}
errors++;
}
}
if(data30.sku !== undefined){
let data32 = data30.sku;
if(typeof data32 !== "string"){
const err75 = {instancePath:instancePath+"/network/virtualNetwork/gateway/sku",schemaPath:"#/properties/network/properties/virtualNetwork/properties/gateway/properties/sku/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err75];
}
else {
vErrors.push(err75);
}
errors++;
}
if(!((((((((((((((((data32 === "VpnGw1") || (data32 === "VpnGw2")) || (data32 === "VpnGw3")) || (data32 === "VpnGw4")) || (data32 === "VpnGw5")) || (data32 === "VpnGw1AZ")) || (data32 === "VpnGw2AZ")) || (data32 === "VpnGw3AZ")) || (data32 === "VpnGw4AZ")) || (data32 === "VpnGw5AZ")) || (data32 === "Standard")) || (data32 === "HighPerformance")) || (data32 === "UltraPerformance")) || (data32 === "ErGw1AZ")) || (data32 === "ErGw2AZ")) || (data32 === "ErGw3AZ"))){
const err76 = {instancePath:instancePath+"/network/virtualNetwork/gateway/sku",schemaPath:"#/properties/network/properties/virtualNetwork/properties/gateway/properties/sku/enum",keyword:"enum",params:{allowedValues: schema11.properties.network.properties.virtualNetwork.properties.gateway.properties.sku.enum}};
if(vErrors === null){
vErrors = [err76];
}
else {
vErrors.push(err76);
}
errors++;
}
}
if(data30.connections !== undefined){
let data33 = data30.connections;
if(Array.isArray(data33)){
if(data33.length > 100){
const err77 = {instancePath:instancePath+"/network/virtualNetwork/gateway/connections",schemaPath:"#/properties/network/properties/virtualNetwork/properties/gateway/properties/connections/maxItems",keyword:"maxItems",params:{limit: 100}};
if(vErrors === null){
vErrors = [err77];
}
else {
vErrors.push(err77);
}
errors++;
}
const len4 = data33.length;
for(let i7=0; i7<len4; i7++){
let data34 = data33[i7];
if(data34 && typeof data34 == "object" && !Array.isArray(data34)){
if(data34.name === undefined){
const err78 = {instancePath:instancePath+"/network/virtualNetwork/gateway/connections/" + i7,schemaPath:"#/properties/network/properties/virtualNetwork/properties/gateway/properties/connections/items/required",keyword:"required",params:{missingProperty: "name"}};
if(vErrors === null){
vErrors = [err78];
}
else {
vErrors.push(err78);
}
errors++;
}
if(data34.cidrs === undefined){
const err79 = {instancePath:instancePath+"/network/virtualNetwork/gateway/connections/" + i7,schemaPath:"#/properties/network/properties/virtualNetwork/properties/gateway/properties/connections/items/required",keyword:"required",params:{missingProperty: "cidrs"}};
if(vErrors === null){
vErrors = [err79];
}
else {
vErrors.push(err79);
}
errors++;
}
for(const key9 in data34){
if(!((((key9 === "name") || (key9 === "peerAddress")) || (key9 === "circuitId")) || (key9 === "cidrs"))){
const err80 = {instancePath:instancePath+"/network/virtualNetwork/gateway/connections/" + i7,schemaPath:"#/properties/network/properties/virtualNetwork/properties/gateway/properties/connections/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key9}};
if(vErrors === null){
vErrors = [err80];
}
else {
vErrors.push(err80);
}
errors++;
}
}
if(data34.name !== undefined){
let data35 = data34.name;
if(typeof data35 === "string"){
if(!pattern0.test(data35)){
const err81 = {instancePath:instancePath+"/network/virtualNetwork/gateway/connections/" + i7+"/name",schemaPath:"#/properties/network/properties/virtualNetwork/properties/gateway/properties/connections/items/properties/name/pattern",keyword:"pattern",params:{pattern: "^[a-z]([a-z0-9-]{0,38}[a-z0-9])?$"}};
if(vErrors === null){
vErrors = [err81];
}
else {
vErrors.push(err81);
}
errors++;
}
}
else {
const err82 = {instancePath:instancePath+"/network/virtualNetwork/gateway/connections/" + i7+"/name",schemaPath:"#/properties/network/properties/virtualNetwork/properties/gateway/properties/connections/items/properties/name/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err82];
}
else {
vErrors.push(err82);
}
errors++;
}
}
if(data34.peerAddress !== undefined){
let data36 = data34.peerAddress;
if(typeof data36 === "string"){
if(!(formats2(data36))){
const err83 = {instancePath:instancePath+"/network/virtualNetwork/gateway/connections/" + i7+"/peerAddress",schemaPath:"#/properties/network/properties/virtualNetwork/properties/gateway/properties/connections/items/properties/peerAddress/format",keyword:"format",params:{format: "ipv4-address"}};
if(vErrors === null){
vErrors = [err83];
}
else {
vErrors.push(err83);
}
errors++;
}
}
else {
const err84 = {instancePath:instancePath+"/network/virtualNetwork/gateway/connections/" + i7+"/peerAddress",schemaPath:"#/properties/network/properties/virtualNetwork/properties/gateway/properties/connections/items/properties/peerAddress/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err84];
}
else {
vErrors.push(err84);
}
errors++;
}
}
if(data34.circuitId !== undefined){
let data37 = data34.circuitId;
if(typeof data37 === "string"){
if(func3(data37) < 1){
const err85 = {instancePath:instancePath+"/network/virtualNetwork/gateway/connections/" + i7+"/circuitId",schemaPath:"#/properties/network/properties/virtualNetwork/properties/gateway/properties/connections/items/properties/circuitId/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err85];
}
else {
vErrors.push(err85);
}
errors++;
}
}
else {
const err86 = {instancePath:instancePath+"/network/virtualNetwork/gateway/connections/" + i7+"/circuitId",schemaPath:"#/properties/network/properties/virtualNetwork/properties/gateway/properties/connections/items/properties/circuitId/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err86];
}
else {
vErrors.push(err86);
}
errors++;
}
}
if(data34.cidrs !== undefined){
let data38 = data34.cidrs;
if(Array.isArray(data38)){
if(data38.length > 200){
const err87 = {instancePath:instancePath+"/network/virtualNetwork/gateway/connections/" + i7+"/cidrs",schemaPath:"#/properties/network/properties/virtualNetwork/properties/gateway/properties/connections/items/properties/cidrs/maxItems",keyword:"maxItems",params:{limit: 200}};
if(vErrors === null){
vErrors = [err87];
}
else {
vErrors.push(err87);
}
errors++;
}
if(data38.length < 1){
const err88 = {instancePath:instancePath+"/network/virtualNetwork/gateway/connections/" + i7+"/cidrs",schemaPath:"#/properties/network/properties/virtualNetwork/properties/gateway/properties/connections/items/properties/cidrs/minItems",keyword:"minItems",params:{limit: 1}};
if(vErrors === null){
vErrors = [err88];
}
else {
vErrors.push(err88);
}
errors++;
}
const len5 = data38.length;
for(let i8=0; i8<len5; i8++){
let data39 = data38[i8];
if(typeof data39 === "string"){
if(!(formats0(data39))){
const err89 = {instancePath:instancePath+"/network/virtualNetwork/gateway/connections/" + i7+"/cidrs/" + i8,schemaPath:"#/properties/network/properties/virtualNetwork/properties/gateway/properties/connections/items/properties/cidrs/items/format",keyword:"format",params:{format: "ipv4-prefix"}};
if(vErrors === null){
vErrors = [err89];
}
else {
vErrors.push(err89);
}
errors++;
}
}
else {
const err90 = {instancePath:instancePath+"/network/virtualNetwork/gateway/connections/" + i7+"/cidrs/" + i8,schemaPath:"#/properties/network/properties/virtualNetwork/properties/gateway/properties/connections/items/properties/cidrs/items/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err90];
}
else {
vErrors.push(err90);
}
errors++;
}
}
let i9 = data38.length;
let j3;
if(i9 > 1){
const indices3 = {};
for(;i9--;){
let item3 = data38[i9];
if(typeof item3 !== "string"){
continue;
}
if(typeof indices3[item3] == "number"){
j3 = indices3[item3];
const err91 = {instancePath:instancePath+"/network/virtualNetwork/gateway/connections/" + i7+"/cidrs",schemaPath:"#/properties/network/properties/virtualNetwork/properties/gateway/properties/connections/items/properties/cidrs/uniqueItems",keyword:"uniqueItems",params:{i: i9, j: j3}};
if(vErrors === null){
vErrors = [err91];
}
else {
vErrors.push(err91);
}
errors++;
break;
}
indices3[item3] = i9;
}
}
}
else {
const err92 = {instancePath:instancePath+"/network/virtualNetwork/gateway/connections/" + i7+"/cidrs",schemaPath:"#/properties/network/properties/virtualNetwork/properties/gateway/properties/connections/items/properties/cidrs/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err92];
}
else {
vErrors.push(err92);
}
errors++;
}
}
}
else {
const err93 = {instancePath:instancePath+"/network/virtualNetwork/gateway/connections/" + i7,schemaPath:"#/properties/network/properties/virtualNetwork/properties/gateway/properties/connections/items/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err93];
}
else {
vErrors.push(err93);
}
errors++;
}
}
}
else {
const err94 = {instancePath:instancePath+"/network/virtualNetwork/gateway/connections",schemaPath:"#/properties/network/properties/virtualNetwork/properties/gateway/properties/connections/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err94];
}
else {
vErrors.push(err94);
}
errors++;
}
}
}
else {
const err95 = {instancePath:instancePath+"/network/virtualNetwork/gateway",schemaPath:"#/properties/network/properties/virtualNetwork/properties/gateway/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err95];
}
else {
vErrors.push(err95);
}
errors++;
}
}
}
else {
const err96 = {instancePath:instancePath+"/network/virtualNetwork",schemaPath:"#/properties/network/properties/virtualNetwork/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err96];
}
else {
vErrors.push(err96);
}
errors++;
}
}
if(data15.subnets !== undefined){
let data40 = data15.subnets;
if(Array.isArray(data40)){
if(data40.length > 3000){
const err97 = {instancePath:instancePath+"/network/subnets",schemaPath:"#/properties/network/properties/subnets/maxItems",keyword:"maxItems",params:{limit: 3000}};
if(vErrors === null){
vErrors = [err97];
}
else {
vErrors.push(err97);
}
errors++;
}
const len6 = data40.length;
for(let i10=0; i10<len6; i10++){
let data41 = data40[i10];
if(data41 && typeof data41 == "object" && !Array.isArray(data41)){
if(data41.name === undefined){
const err98 = {instancePath:instancePath+"/network/subnets/" + i10,schemaPath:"#/properties/network/properties/subnets/items/required",keyword:"required",params:{missingProperty: "name"}};
if(vErrors === null){
vErrors = [err98];
}
else {
vErrors.push(err98);
}
errors++;
}
for(const key10 in data41){
if(!((((((key10 === "name") || (key10 === "cidr")) || (key10 === "serviceEndpoints")) || (key10 === "routes")) || (key10 === "routeTableId")) || (key10 === "reservedAddresses"))){
const err99 = {instancePath:instancePath+"/network/subnets/" + i10,schemaPath:"#/properties/network/properties/subnets/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key10}};
if(vErrors === null){
vErrors = [err99];
}
else {
vErrors.push(err99);
}
errors++;
}
}
if(data41.name !== undefined){
let data42 = data41.name;
if(typeof data42 === "string"){
if(func3(data42) > 80){
const err100 = {instancePath:instancePath+"/network/subnets/" + i10+"/name",schemaPath:"#/properties/network/properties/subnets/items/properties/name/maxLength",keyword:"maxLength",params:{limit: 80}};
if(vErrors === null){
vErrors = [err100];
}
else {
vErrors.push(err100);
}
errors++;
}
if(func3(data42) < 1){
const err101 = {instancePath:instancePath+"/network/subnets/" + i10+"/name",schemaPath:"#/properties/network/properties/subnets/items/properties/name/minLength",keyword:"minLength",params:{limit: 1}};
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
const err102 = {instancePath:instancePath+"/network/subnets/" + i10+"/name",schemaPath:"#/properties/network/properties/subnets/items/properties/name/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err102];
}
else {
vErrors.push(err102);
}
errors++;
}
}
if(data41.cidr !== undefined){
let data43 = data41.cidr;
if(typeof data43 === "string"){
if(!(formats0(data43))){
const err103 = {instancePath:instancePath+"/network/subnets/" + i10+"/cidr",schemaPath:"#/properties/network/properties/subnets/items/properties/cidr/format",keyword:"format",params:{format: "ipv4-prefix"}};
if(vErrors === null){
vErrors = [err103];
}
else {
vErrors.push(err103);
}
errors++;
}
}
else {
const err104 = {instancePath:instancePath+"/network/subnets/" + i10+"/cidr",schemaPath:"#/properties/network/properties/subnets/items/properties/cidr/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err104];
}
else {
vErrors.push(err104);
}
errors++;
}
}
if(data41.serviceEndpoints !== undefined){
let data44 = data41.serviceEndpoints;
if(Array.isArray(data44)){
if(data44.length > 20){
const err105 = {instancePath:instancePath+"/network/subnets/" + i10+"/serviceEndpoints",schemaPath:"#/properties/network/properties/subnets/items/properties/serviceEndpoints/maxItems",keyword:"maxItems",params:{limit: 20}};
if(vErrors === null){
vErrors = [err105];
}
else {
vErrors.push(err105);
}
errors++;
}
const len7 = data44.length;
for(let i11=0; i11<len7; i11++){
if(typeof data44[i11] !== "string"){
const err106 = {instancePath:instancePath+"/network/subnets/" + i10+"/serviceEndpoints/" + i11,schemaPath:"#/properties/network/properties/subnets/items/properties/serviceEndpoints/items/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err106];
}
else {
vErrors.push(err106);
}
errors++;
}
}
let i12 = data44.length;
let j4;
if(i12 > 1){
const indices4 = {};
for(;i12--;){
let item4 = data44[i12];
if(typeof item4 !== "string"){
continue;
}
if(typeof indices4[item4] == "number"){
j4 = indices4[item4];
const err107 = {instancePath:instancePath+"/network/subnets/" + i10+"/serviceEndpoints",schemaPath:"#/properties/network/properties/subnets/items/properties/serviceEndpoints/uniqueItems",keyword:"uniqueItems",params:{i: i12, j: j4}};
if(vErrors === null){
vErrors = [err107];
}
else {
vErrors.push(err107);
}
errors++;
break;
}
indices4[item4] = i12;
}
}
}
else {
const err108 = {instancePath:instancePath+"/network/subnets/" + i10+"/serviceEndpoints",schemaPath:"#/properties/network/properties/subnets/items/properties/serviceEndpoints/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err108];
}
else {
vErrors.push(err108);
}
errors++;
}
}
if(data41.routes !== undefined){
let data46 = data41.routes;
if(Array.isArray(data46)){
if(data46.length > 400){
const err109 = {instancePath:instancePath+"/network/subnets/" + i10+"/routes",schemaPath:"#/properties/network/properties/subnets/items/properties/routes/maxItems",keyword:"maxItems",params:{limit: 400}};
if(vErrors === null){
vErrors = [err109];
}
else {
vErrors.push(err109);
}
errors++;
}
const len8 = data46.length;
for(let i13=0; i13<len8; i13++){
let data47 = data46[i13];
if(data47 && typeof data47 == "object" && !Array.isArray(data47)){
if(data47.name === undefined){
const err110 = {instancePath:instancePath+"/network/subnets/" + i10+"/routes/" + i13,schemaPath:"#/properties/network/properties/subnets/items/properties/routes/items/required",keyword:"required",params:{missingProperty: "name"}};
if(vErrors === null){
vErrors = [err110];
}
else {
vErrors.push(err110);
}
errors++;
}
if(data47.addressPrefix === undefined){
const err111 = {instancePath:instancePath+"/network/subnets/" + i10+"/routes/" + i13,schemaPath:"#/properties/network/properties/subnets/items/properties/routes/items/required",keyword:"required",params:{missingProperty: "addressPrefix"}};
if(vErrors === null){
vErrors = [err111];
}
else {
vErrors.push(err111);
}
errors++;
}
if(data47.nextHopType === undefined){
const err112 = {instancePath:instancePath+"/network/subnets/" + i10+"/routes/" + i13,schemaPath:"#/properties/network/properties/subnets/items/properties/routes/items/required",keyword:"required",params:{missingProperty: "nextHopType"}};
if(vErrors === null){
vErrors = [err112];
}
else {
vErrors.push(err112);
}
errors++;
}
for(const key11 in data47){
if(!((((key11 === "name") || (key11 === "addressPrefix")) || (key11 === "nextHopType")) || (key11 === "nextHopIpAddress"))){
const err113 = {instancePath:instancePath+"/network/subnets/" + i10+"/routes/" + i13,schemaPath:"#/properties/network/properties/subnets/items/properties/routes/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key11}};
if(vErrors === null){
vErrors = [err113];
}
else {
vErrors.push(err113);
}
errors++;
}
}
if(data47.name !== undefined){
let data48 = data47.name;
if(typeof data48 === "string"){
if(func3(data48) > 80){
const err114 = {instancePath:instancePath+"/network/subnets/" + i10+"/routes/" + i13+"/name",schemaPath:"#/properties/network/properties/subnets/items/properties/routes/items/properties/name/maxLength",keyword:"maxLength",params:{limit: 80}};
if(vErrors === null){
vErrors = [err114];
}
else {
vErrors.push(err114);
}
errors++;
}
if(func3(data48) < 1){
const err115 = {instancePath:instancePath+"/network/subnets/" + i10+"/routes/" + i13+"/name",schemaPath:"#/properties/network/properties/subnets/items/properties/routes/items/properties/name/minLength",keyword:"minLength",params:{limit: 1}};
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
const err116 = {instancePath:instancePath+"/network/subnets/" + i10+"/routes/" + i13+"/name",schemaPath:"#/properties/network/properties/subnets/items/properties/routes/items/properties/name/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err116];
}
else {
vErrors.push(err116);
}
errors++;
}
}
if(data47.addressPrefix !== undefined){
let data49 = data47.addressPrefix;
if(typeof data49 === "string"){
if(!(formats0(data49))){
const err117 = {instancePath:instancePath+"/network/subnets/" + i10+"/routes/" + i13+"/addressPrefix",schemaPath:"#/properties/network/properties/subnets/items/properties/routes/items/properties/addressPrefix/format",keyword:"format",params:{format: "ipv4-prefix"}};
if(vErrors === null){
vErrors = [err117];
}
else {
vErrors.push(err117);
}
errors++;
}
}
else {
const err118 = {instancePath:instancePath+"/network/subnets/" + i10+"/routes/" + i13+"/addressPrefix",schemaPath:"#/properties/network/properties/subnets/items/properties/routes/items/properties/addressPrefix/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err118];
}
else {
vErrors.push(err118);
}
errors++;
}
}
if(data47.nextHopType !== undefined){
let data50 = data47.nextHopType;
if(typeof data50 !== "string"){
const err119 = {instancePath:instancePath+"/network/subnets/" + i10+"/routes/" + i13+"/nextHopType",schemaPath:"#/properties/network/properties/subnets/items/properties/routes/items/properties/nextHopType/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err119];
}
else {
vErrors.push(err119);
}
errors++;
}
if(!(((((data50 === "VirtualAppliance") || (data50 === "VirtualNetworkGateway")) || (data50 === "VnetLocal")) || (data50 === "Internet")) || (data50 === "None"))){
const err120 = {instancePath:instancePath+"/network/subnets/" + i10+"/routes/" + i13+"/nextHopType",schemaPath:"#/properties/network/properties/subnets/items/properties/routes/items/properties/nextHopType/enum",keyword:"enum",params:{allowedValues: schema11.properties.network.properties.subnets.items.properties.routes.items.properties.nextHopType.enum}};
if(vErrors === null){
vErrors = [err120];
}
else {
vErrors.push(err120);
}
errors++;
}
}
if(data47.nextHopIpAddress !== undefined){
let data51 = data47.nextHopIpAddress;
if(typeof data51 === "string"){
if(!(formats2(data51))){
const err121 = {instancePath:instancePath+"/network/subnets/" + i10+"/routes/" + i13+"/nextHopIpAddress",schemaPath:"#/properties/network/properties/subnets/items/properties/routes/items/properties/nextHopIpAddress/format",keyword:"format",params:{format: "ipv4-address"}};
if(vErrors === null){
vErrors = [err121];
}
else {
vErrors.push(err121);
}
errors++;
}
}
else {
const err122 = {instancePath:instancePath+"/network/subnets/" + i10+"/routes/" + i13+"/nextHopIpAddress",schemaPath:"#/properties/network/properties/subnets/items/properties/routes/items/properties/nextHopIpAddress/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err122];
}
else {
vErrors.push(err122);
}
errors++;
}
}
}
else {
const err123 = {instancePath:instancePath+"/network/subnets/" + i10+"/routes/" + i13,schemaPath:"#/properties/network/properties/subnets/items/properties/routes/items/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err123];
}
else {
vErrors.push(err123);
}
errors++;
}
}
}
else {
const err124 = {instancePath:instancePath+"/network/subnets/" + i10+"/routes",schemaPath:"#/properties/network/properties/subnets/items/properties/routes/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err124];
}
else {
vErrors.push(err124);
}
errors++;
}
}
if(data41.routeTableId !== undefined){
let data52 = data41.routeTableId;
if(typeof data52 === "string"){
if(func3(data52) < 1){
const err125 = {instancePath:instancePath+"/network/subnets/" + i10+"/routeTableId",schemaPath:"#/properties/network/properties/subnets/items/properties/routeTableId/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err125];
}
else {
vErrors.push(err125);
}
errors++;
}
}
else {
const err126 = {instancePath:instancePath+"/network/subnets/" + i10+"/routeTableId",schemaPath:"#/properties/network/properties/subnets/items/properties/routeTableId/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err126];
}
else {
vErrors.push(err126);
}
errors++;
}
}
if(data41.reservedAddresses !== undefined){
let data53 = data41.reservedAddresses;
if(!(((typeof data53 == "number") && (!(data53 % 1) && !isNaN(data53))) && (isFinite(data53)))){
const err127 = {instancePath:instancePath+"/network/subnets/" + i10+"/reservedAddresses",schemaPath:"#/properties/network/properties/subnets/items/properties/reservedAddresses/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err127];
}
else {
vErrors.push(err127);
}
errors++;
}
if((typeof data53 == "number") && (isFinite(data53))){
if(data53 > 65536 || isNaN(data53)){
const err128 = {instancePath:instancePath+"/network/subnets/" + i10+"/reservedAddresses",schemaPath:"#/properties/network/properties/subnets/items/properties/reservedAddresses/maximum",keyword:"maximum",params:{comparison: "<=", limit: 65536}};
if(vErrors === null){
vErrors = [err128];
}
else {
vErrors.push(err128);
}
errors++;
}
if(data53 < 0 || isNaN(data53)){
const err129 = {instancePath:instancePath+"/network/subnets/" + i10+"/reservedAddresses",schemaPath:"#/properties/network/properties/subnets/items/properties/reservedAddresses/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}};
if(vErrors === null){
vErrors = [err129];
}
else {
vErrors.push(err129);
}
errors++;
}
}
}
}
else {
const err130 = {instancePath:instancePath+"/network/subnets/" + i10,schemaPath:"#/properties/network/properties/subnets/items/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err130];
}
else {
vErrors.push(err130);
}
errors++;
}
}
}
else {
const err131 = {instancePath:instancePath+"/network/subnets",schemaPath:"#/properties/network/properties/subnets/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err131];
}
else {
vErrors.push(err131);
}
errors++;
}
}
if(data15.serviceCidr !== undefined){
let data54 = data15.serviceCidr;
if(typeof data54 === "string"){
if(!(formats0(data54))){
const err132 = {instancePath:instancePath+"/network/serviceCidr",schemaPath:"#/properties/network/properties/serviceCidr/format",keyword:"format",params:{format: "ipv4-prefix"}};
if(vErrors === null){
vErrors = [err132];
}
else {
vErrors.push(err132);
}
errors++;
}
}
else {
const err133 = {instancePath:instancePath+"/network/serviceCidr",schemaPath:"#/properties/network/properties/serviceCidr/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err133];
}
else {
vErrors.push(err133);
}
errors++;
}
}
if(data15.dnsServiceIP !== undefined){
let data55 = data15.dnsServiceIP;
if(typeof data55 === "string"){
if(!(formats2(data55))){
const err134 = {instancePath:instancePath+"/network/dnsServiceIP",schemaPath:"#/properties/network/properties/dnsServiceIP/format",keyword:"format",params:{format: "ipv4-address"}};
if(vErrors === null){
vErrors = [err134];
}
else {
vErrors.push(err134);
}
errors++;
}
}
else {
const err135 = {instancePath:instancePath+"/network/dnsServiceIP",schemaPath:"#/properties/network/properties/dnsServiceIP/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err135];
}
else {
vErrors.push(err135);
}
errors++;
}
}
if(data15.internalServices !== undefined){
let data56 = data15.internalServices;
if(data56 && typeof data56 == "object" && !Array.isArray(data56)){
for(const key12 in data56){
if(!((key12 === "subnet") || (key12 === "addresses"))){
const err136 = {instancePath:instancePath+"/network/internalServices",schemaPath:"#/properties/network/properties/internalServices/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key12}};
if(vErrors === null){
vErrors = [err136];
}
else {
vErrors.push(err136);
}
errors++;
}
}
if(data56.subnet !== undefined){
let data57 = data56.subnet;
if(typeof data57 === "string"){
if(func3(data57) > 80){
const err137 = {instancePath:instancePath+"/network/internalServices/subnet",schemaPath:"#/properties/network/properties/internalServices/properties/subnet/maxLength",keyword:"maxLength",params:{limit: 80}};
if(vErrors === null){
vErrors = [err137];
}
else {
vErrors.push(err137);
}
errors++;
}
if(func3(data57) < 1){
const err138 = {instancePath:instancePath+"/network/internalServices/subnet",schemaPath:"#/properties/network/properties/internalServices/properties/subnet/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err138];
}
else {
vErrors.push(err138);
}
errors++;
}
}
else {
const err139 = {instancePath:instancePath+"/network/internalServices/subnet",schemaPath:"#/properties/network/properties/internalServices/properties/subnet/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err139];
}
else {
vErrors.push(err139);
}
errors++;
}
}
if(data56.addresses !== undefined){
let data58 = data56.addresses;
if(!(((typeof data58 == "number") && (!(data58 % 1) && !isNaN(data58))) && (isFinite(data58)))){
const err140 = {instancePath:instancePath+"/network/internalServices/addresses",schemaPath:"#/properties/network/properties/internalServices/properties/addresses/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err140];
}
else {
vErrors.push(err140);
}
errors++;
}
if((typeof data58 == "number") && (isFinite(data58))){
if(data58 > 600 || isNaN(data58)){
const err141 = {instancePath:instancePath+"/network/internalServices/addresses",schemaPath:"#/properties/network/properties/internalServices/properties/addresses/maximum",keyword:"maximum",params:{comparison: "<=", limit: 600}};
if(vErrors === null){
vErrors = [err141];
}
else {
vErrors.push(err141);
}
errors++;
}
if(data58 < 0 || isNaN(data58)){
const err142 = {instancePath:instancePath+"/network/internalServices/addresses",schemaPath:"#/properties/network/properties/internalServices/properties/addresses/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}};
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
}
else {
const err143 = {instancePath:instancePath+"/network/internalServices",schemaPath:"#/properties/network/properties/internalServices/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err143];
}
else {
vErrors.push(err143);
}
errors++;
}
}
if(data15.onPremisesCidrs !== undefined){
let data59 = data15.onPremisesCidrs;
if(Array.isArray(data59)){
if(data59.length > 400){
const err144 = {instancePath:instancePath+"/network/onPremisesCidrs",schemaPath:"#/properties/network/properties/onPremisesCidrs/maxItems",keyword:"maxItems",params:{limit: 400}};
if(vErrors === null){
vErrors = [err144];
}
else {
vErrors.push(err144);
}
errors++;
}
const len9 = data59.length;
for(let i14=0; i14<len9; i14++){
let data60 = data59[i14];
if(typeof data60 === "string"){
if(!(formats0(data60))){
const err145 = {instancePath:instancePath+"/network/onPremisesCidrs/" + i14,schemaPath:"#/properties/network/properties/onPremisesCidrs/items/format",keyword:"format",params:{format: "ipv4-prefix"}};
if(vErrors === null){
vErrors = [err145];
}
else {
vErrors.push(err145);
}
errors++;
}
}
else {
const err146 = {instancePath:instancePath+"/network/onPremisesCidrs/" + i14,schemaPath:"#/properties/network/properties/onPremisesCidrs/items/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err146];
}
else {
vErrors.push(err146);
}
errors++;
}
}
let i15 = data59.length;
let j5;
if(i15 > 1){
const indices5 = {};
for(;i15--;){
let item5 = data59[i15];
if(typeof item5 !== "string"){
continue;
}
if(typeof indices5[item5] == "number"){
j5 = indices5[item5];
const err147 = {instancePath:instancePath+"/network/onPremisesCidrs",schemaPath:"#/properties/network/properties/onPremisesCidrs/uniqueItems",keyword:"uniqueItems",params:{i: i15, j: j5}};
if(vErrors === null){
vErrors = [err147];
}
else {
vErrors.push(err147);
}
errors++;
break;
}
indices5[item5] = i15;
}
}
}
else {
const err148 = {instancePath:instancePath+"/network/onPremisesCidrs",schemaPath:"#/properties/network/properties/onPremisesCidrs/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err148];
}
else {
vErrors.push(err148);
}
errors++;
}
}
if(data15.egress !== undefined){
let data61 = data15.egress;
if(typeof data61 !== "string"){
const err149 = {instancePath:instancePath+"/network/egress",schemaPath:"#/properties/network/properties/egress/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err149];
}
else {
vErrors.push(err149);
}
errors++;
}
if(!(((data61 === "natGateway") || (data61 === "loadBalancer")) || (data61 === "userDefinedRoutes"))){
const err150 = {instancePath:instancePath+"/network/egress",schemaPath:"#/properties/network/properties/egress/enum",keyword:"enum",params:{allowedValues: schema11.properties.network.properties.egress.enum}};
if(vErrors === null){
vErrors = [err150];
}
else {
vErrors.push(err150);
}
errors++;
}
}
if(data15.podAccessToInstanceMetadata !== undefined){
if(typeof data15.podAccessToInstanceMetadata !== "boolean"){
const err151 = {instancePath:instancePath+"/network/podAccessToInstanceMetadata",schemaPath:"#/properties/network/properties/podAccessToInstanceMetadata/type",keyword:"type",params:{type: "boolean"}};
if(vErrors === null){
vErrors = [err151];
}
else {
vErrors.push(err151);
}
errors++;
}
}
}
else {
const err152 = {instancePath:instancePath+"/network",schemaPath:"#/properties/network/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err152];
}
else {
vErrors.push(err152);
}
errors++;
}
}
if(data.controlPlane !== undefined){
let data63 = data.controlPlane;
if(data63 && typeof data63 == "object" && !Array.isArray(data63)){
for(const key13 in data63){
if(!(func2.call(schema11.properties.controlPlane.properties, key13))){
const err153 = {instancePath:instancePath+"/controlPlane",schemaPath:"#/properties/controlPlane/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key13}};
if(vErrors === null){
vErrors = [err153];
}
else {
vErrors.push(err153);
}
errors++;
}
}
if(data63.count !== undefined){
let data64 = data63.count;
if(!(((typeof data64 == "number") && (!(data64 % 1) && !isNaN(data64))) && (isFinite(data64)))){
const err154 = {instancePath:instancePath+"/controlPlane/count",schemaPath:"#/properties/controlPlane/properties/count/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err154];
}
else {
vErrors.push(err154);
}
errors++;
}
if(!(((data64 === 1) || (data64 === 3)) || (data64 === 5))){
const err155 = {instancePath:instancePath+"/controlPlane/count",schemaPath:"#/properties/controlPlane/properties/count/enum",keyword:"enum",params:{allowedValues: schema11.properties.controlPlane.properties.count.enum}};
if(vErrors === null){
vErrors = [err155];
}
else {
vErrors.push(err155);
}
errors++;
}
}
if(data63.vmSize !== undefined){
let data65 = data63.vmSize;
if(typeof data65 === "string"){
if(!pattern7.test(data65)){
const err156 = {instancePath:instancePath+"/controlPlane/vmSize",schemaPath:"#/properties/controlPlane/properties/vmSize/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9_-]{1,64}$"}};
if(vErrors === null){
vErrors = [err156];
}
else {
vErrors.push(err156);
}
errors++;
}
}
else {
const err157 = {instancePath:instancePath+"/controlPlane/vmSize",schemaPath:"#/properties/controlPlane/properties/vmSize/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err157];
}
else {
vErrors.push(err157);
}
errors++;
}
}
if(data63.zones !== undefined){
let data66 = data63.zones;
if(Array.isArray(data66)){
if(data66.length > 3){
const err158 = {instancePath:instancePath+"/controlPlane/zones",schemaPath:"#/properties/controlPlane/properties/zones/maxItems",keyword:"maxItems",params:{limit: 3}};
if(vErrors === null){
vErrors = [err158];
}
else {
vErrors.push(err158);
}
errors++;
}
const len10 = data66.length;
for(let i16=0; i16<len10; i16++){
let data67 = data66[i16];
if(typeof data67 !== "string"){
const err159 = {instancePath:instancePath+"/controlPlane/zones/" + i16,schemaPath:"#/properties/controlPlane/properties/zones/items/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err159];
}
else {
vErrors.push(err159);
}
errors++;
}
if(!(((data67 === "1") || (data67 === "2")) || (data67 === "3"))){
const err160 = {instancePath:instancePath+"/controlPlane/zones/" + i16,schemaPath:"#/properties/controlPlane/properties/zones/items/enum",keyword:"enum",params:{allowedValues: schema11.properties.controlPlane.properties.zones.items.enum}};
if(vErrors === null){
vErrors = [err160];
}
else {
vErrors.push(err160);
}
errors++;
}
}
let i17 = data66.length;
let j6;
if(i17 > 1){
const indices6 = {};
for(;i17--;){
let item6 = data66[i17];
if(typeof item6 !== "string"){
continue;
}
if(typeof indices6[item6] == "number"){
j6 = indices6[item6];
const err161 = {instancePath:instancePath+"/controlPlane/zones",schemaPath:"#/properties/controlPlane/properties/zones/uniqueItems",keyword:"uniqueItems",params:{i: i17, j: j6}};
if(vErrors === null){
vErrors = [err161];
}
else {
vErrors.push(err161);
}
errors++;
break;
}
indices6[item6] = i17;
}
}
}
else {
const err162 = {instancePath:instancePath+"/controlPlane/zones",schemaPath:"#/properties/controlPlane/properties/zones/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err162];
}
else {
vErrors.push(err162);
}
errors++;
}
}
if(data63.faultDomains !== undefined){
let data68 = data63.faultDomains;
if(!(((typeof data68 == "number") && (!(data68 % 1) && !isNaN(data68))) && (isFinite(data68)))){
const err163 = {instancePath:instancePath+"/controlPlane/faultDomains",schemaPath:"#/properties/controlPlane/properties/faultDomains/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err163];
}
else {
vErrors.push(err163);
}
errors++;
}
if((typeof data68 == "number") && (isFinite(data68))){
if(data68 > 3 || isNaN(data68)){
const err164 = {instancePath:instancePath+"/controlPlane/faultDomains",schemaPath:"#/properties/controlPlane/properties/faultDomains/maximum",keyword:"maximum",params:{comparison: "<=", limit: 3}};
if(vErrors === null){
vErrors = [err164];
}
else {
vErrors.push(err164);
}
errors++;
}
if(data68 < 1 || isNaN(data68)){
const err165 = {instancePath:instancePath+"/controlPlane/faultDomains",schemaPath:"#/properties/controlPlane/properties/faultDomains/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1}};
if(vErrors === null){
vErrors = [err165];
}
else {
vErrors.push(err165);
}
errors++;
}
}
}
if(data63.subnet !== undefined){
let data69 = data63.subnet;
if(typeof data69 === "string"){
if(func3(data69) > 80){
const err166 = {instancePath:instancePath+"/controlPlane/subnet",schemaPath:"#/properties/controlPlane/properties/subnet/maxLength",keyword:"maxLength",params:{limit: 80}};
if(vErrors === null){
vErrors = [err166];
}
else {
vErrors.push(err166);
}
errors++;
}
if(func3(data69) < 1){
const err167 = {instancePath:instancePath+"/controlPlane/subnet",schemaPath:"#/properties/controlPlane/properties/subnet/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err167];
}
else {
vErrors.push(err167);
}
errors++;
}
}
else {
const err168 = {instancePath:instancePath+"/controlPlane/subnet",schemaPath:"#/properties/controlPlane/properties/subnet/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err168];
}
else {
vErrors.push(err168);
}
errors++;
}
}
if(data63.maxPods !== undefined){
let data70 = data63.maxPods;
if(!(((typeof data70 == "number") && (!(data70 % 1) && !isNaN(data70))) && (isFinite(data70)))){
const err169 = {instancePath:instancePath+"/controlPlane/maxPods",schemaPath:"#/properties/controlPlane/properties/maxPods/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err169];
}
else {
vErrors.push(err169);
}
errors++;
}
if((typeof data70 == "number") && (isFinite(data70))){
if(data70 > 250 || isNaN(data70)){
const err170 = {instancePath:instancePath+"/controlPlane/maxPods",schemaPath:"#/properties/controlPlane/properties/maxPods/maximum",keyword:"maximum",params:{comparison: "<=", limit: 250}};
if(vErrors === null){
vErrors = [err170];
}
else {
vErrors.push(err170);
}
errors++;
}
if(data70 < 1 || isNaN(data70)){
const err171 = {instancePath:instancePath+"/controlPlane/maxPods",schemaPath:"#/properties/controlPlane/properties/maxPods/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1}};
if(vErrors === null){
vErrors = [err171];
}
else {
vErrors.push(err171);
}
errors++;
}
}
}
if(data63.firstAddress !== undefined){
let data71 = data63.firstAddress;
if(typeof data71 === "string"){
if(!(formats2(data71))){
const err172 = {instancePath:instancePath+"/controlPlane/firstAddress",schemaPath:"#/properties/controlPlane/properties/firstAddress/format",keyword:"format",params:{format: "ipv4-address"}};
if(vErrors === null){
vErrors = [err172];
}
else {
vErrors.push(err172);
}
errors++;
}
}
else {
const err173 = {instancePath:instancePath+"/controlPlane/firstAddress",schemaPath:"#/properties/controlPlane/properties/firstAddress/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err173];
}
else {
vErrors.push(err173);
}
errors++;
}
}
if(data63.endpoint !== undefined){
let data72 = data63.endpoint;
if(data72 && typeof data72 == "object" && !Array.isArray(data72)){
for(const key14 in data72){
if(!((key14 === "access") || (key14 === "authorizedCidrs"))){
const err174 = {instancePath:instancePath+"/controlPlane/endpoint",schemaPath:"#/properties/controlPlane/properties/endpoint/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key14}};
if(vErrors === null){
vErrors = [err174];
}
else {
vErrors.push(err174);
}
errors++;
}
}
if(data72.access !== undefined){
let data73 = data72.access;
if(typeof data73 !== "string"){
const err175 = {instancePath:instancePath+"/controlPlane/endpoint/access",schemaPath:"#/properties/controlPlane/properties/endpoint/properties/access/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err175];
}
else {
vErrors.push(err175);
}
errors++;
}
if(!((data73 === "public") || (data73 === "private"))){
const err176 = {instancePath:instancePath+"/controlPlane/endpoint/access",schemaPath:"#/properties/controlPlane/properties/endpoint/properties/access/enum",keyword:"enum",params:{allowedValues: schema11.properties.controlPlane.properties.endpoint.properties.access.enum}};
if(vErrors === null){
vErrors = [err176];
}
else {
vErrors.push(err176);
}
errors++;
}
}
if(data72.authorizedCidrs !== undefined){
let data74 = data72.authorizedCidrs;
if(Array.isArray(data74)){
if(data74.length > 200){
const err177 = {instancePath:instancePath+"/controlPlane/endpoint/authorizedCidrs",schemaPath:"#/properties/controlPlane/properties/endpoint/properties/authorizedCidrs/maxItems",keyword:"maxItems",params:{limit: 200}};
if(vErrors === null){
vErrors = [err177];
}
else {
vErrors.push(err177);
}
errors++;
}
const len11 = data74.length;
for(let i18=0; i18<len11; i18++){
let data75 = data74[i18];
if(typeof data75 === "string"){
if(!(formats0(data75))){
const err178 = {instancePath:instancePath+"/controlPlane/endpoint/authorizedCidrs/" + i18,schemaPath:"#/properties/controlPlane/properties/endpoint/properties/authorizedCidrs/items/format",keyword:"format",params:{format: "ipv4-prefix"}};
if(vErrors === null){
vErrors = [err178];
}
else {
vErrors.push(err178);
}
errors++;
}
}
else {
const err179 = {instancePath:instancePath+"/controlPlane/endpoint/authorizedCidrs/" + i18,schemaPath:"#/properties/controlPlane/properties/endpoint/properties/authorizedCidrs/items/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err179];
}
else {
vErrors.push(err179);
}
errors++;
}
}
let i19 = data74.length;
let j7;
if(i19 > 1){
const indices7 = {};
for(;i19--;){
let item7 = data74[i19];
if(typeof item7 !== "string"){
continue;
}
if(typeof indices7[item7] == "number"){
j7 = indices7[item7];
const err180 = {instancePath:instancePath+"/controlPlane/endpoint/authorizedCidrs",schemaPath:"#/properties/controlPlane/properties/endpoint/properties/authorizedCidrs/uniqueItems",keyword:"uniqueItems",params:{i: i19, j: j7}};
if(vErrors === null){
vErrors = [err180];
}
else {
vErrors.push(err180);
}
errors++;
break;
}
indices7[item7] = i19;
}
}
}
else {
const err181 = {instancePath:instancePath+"/controlPlane/endpoint/authorizedCidrs",schemaPath:"#/properties/controlPlane/properties/endpoint/properties/authorizedCidrs/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err181];
}
else {
vErrors.push(err181);
}
errors++;
}
}
}
else {
const err182 = {instancePath:instancePath+"/controlPlane/endpoint",schemaPath:"#/properties/controlPlane/properties/endpoint/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err182];
}
else {
vErrors.push(err182);
}
errors++;
}
}
if(data63.osDisk !== undefined){
let data76 = data63.osDisk;
if(data76 && typeof data76 == "object" && !Array.isArray(data76)){
for(const key15 in data76){
if(!((key15 === "sizeGiB") || (key15 === "storage"))){
const err183 = {instancePath:instancePath+"/controlPlane/osDisk",schemaPath:"#/properties/controlPlane/properties/osDisk/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key15}};
if(vErrors === null){
vErrors = [err183];
}
else {
vErrors.push(err183);
}
errors++;
}
}
if(data76.sizeGiB !== undefined){
let data77 = data76.sizeGiB;
if(!(((typeof data77 == "number") && (!(data77 % 1) && !isNaN(data77))) && (isFinite(data77)))){
const err184 = {instancePath:instancePath+"/controlPlane/osDisk/sizeGiB",schemaPath:"#/properties/controlPlane/properties/osDisk/properties/sizeGiB/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err184];
}
else {
vErrors.push(err184);
}
errors++;
}
if((typeof data77 == "number") && (isFinite(data77))){
if(data77 > 4095 || isNaN(data77)){
const err185 = {instancePath:instancePath+"/controlPlane/osDisk/sizeGiB",schemaPath:"#/properties/controlPlane/properties/osDisk/properties/sizeGiB/maximum",keyword:"maximum",params:{comparison: "<=", limit: 4095}};
if(vErrors === null){
vErrors = [err185];
}
else {
vErrors.push(err185);
}
errors++;
}
if(data77 < 30 || isNaN(data77)){
const err186 = {instancePath:instancePath+"/controlPlane/osDisk/sizeGiB",schemaPath:"#/properties/controlPlane/properties/osDisk/properties/sizeGiB/minimum",keyword:"minimum",params:{comparison: ">=", limit: 30}};
if(vErrors === null){
vErrors = [err186];
}
else {
vErrors.push(err186);
}
errors++;
}
}
}
if(data76.storage !== undefined){
let data78 = data76.storage;
if(typeof data78 !== "string"){
const err187 = {instancePath:instancePath+"/controlPlane/osDisk/storage",schemaPath:"#/properties/controlPlane/properties/osDisk/properties/storage/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err187];
}
else {
vErrors.push(err187);
}
errors++;
}
if(!((((data78 === "Premium_LRS") || (data78 === "StandardSSD_LRS")) || (data78 === "Standard_LRS")) || (data78 === "Ephemeral"))){
const err188 = {instancePath:instancePath+"/controlPlane/osDisk/storage",schemaPath:"#/properties/controlPlane/properties/osDisk/properties/storage/enum",keyword:"enum",params:{allowedValues: schema11.properties.controlPlane.properties.osDisk.properties.storage.enum}};
if(vErrors === null){
vErrors = [err188];
}
else {
vErrors.push(err188);
}
errors++;
}
}
}
else {
const err189 = {instancePath:instancePath+"/controlPlane/osDisk",schemaPath:"#/properties/controlPlane/properties/osDisk/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err189];
}
else {
vErrors.push(err189);
}
errors++;
}
}
if(data63.etcdDisk !== undefined){
let data79 = data63.etcdDisk;
if(data79 && typeof data79 == "object" && !Array.isArray(data79)){
for(const key16 in data79){
if(!(key16 === "sizeGiB")){
const err190 = {instancePath:instancePath+"/controlPlane/etcdDisk",schemaPath:"#/properties/controlPlane/properties/etcdDisk/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key16}};
if(vErrors === null){
vErrors = [err190];
}
else {
vErrors.push(err190);
}
errors++;
}
}
if(data79.sizeGiB !== undefined){
let data80 = data79.sizeGiB;
if(!(((typeof data80 == "number") && (!(data80 % 1) && !isNaN(data80))) && (isFinite(data80)))){
const err191 = {instancePath:instancePath+"/controlPlane/etcdDisk/sizeGiB",schemaPath:"#/properties/controlPlane/properties/etcdDisk/properties/sizeGiB/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err191];
}
else {
vErrors.push(err191);
}
errors++;
}
if((typeof data80 == "number") && (isFinite(data80))){
if(data80 > 4095 || isNaN(data80)){
const err192 = {instancePath:instancePath+"/controlPlane/etcdDisk/sizeGiB",schemaPath:"#/properties/controlPlane/properties/etcdDisk/properties/sizeGiB/maximum",keyword:"maximum",params:{comparison: "<=", limit: 4095}};
if(vErrors === null){
vErrors = [err192];
}
else {
vErrors.push(err192);
}
errors++;
}
if(data80 < 4 || isNaN(data80)){
const err193 = {instancePath:instancePath+"/controlPlane/etcdDisk/sizeGiB",schemaPath:"#/properties/controlPlane/properties/etcdDisk/properties/sizeGiB/minimum",keyword:"minimum",params:{comparison: ">=", limit: 4}};
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
}
else {
const err194 = {instancePath:instancePath+"/controlPlane/etcdDisk",schemaPath:"#/properties/controlPlane/properties/etcdDisk/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err194];
}
else {
vErrors.push(err194);
}
errors++;
}
}
}
else {
const err195 = {instancePath:instancePath+"/controlPlane",schemaPath:"#/properties/controlPlane/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err195];
}
else {
vErrors.push(err195);
}
errors++;
}
}
if(data.nodePools !== undefined){
let data81 = data.nodePools;
if(Array.isArray(data81)){
if(data81.length > 100){
const err196 = {instancePath:instancePath+"/nodePools",schemaPath:"#/properties/nodePools/maxItems",keyword:"maxItems",params:{limit: 100}};
if(vErrors === null){
vErrors = [err196];
}
else {
vErrors.push(err196);
}
errors++;
}
if(data81.length < 1){
const err197 = {instancePath:instancePath+"/nodePools",schemaPath:"#/properties/nodePools/minItems",keyword:"minItems",params:{limit: 1}};
if(vErrors === null){
vErrors = [err197];
}
else {
vErrors.push(err197);
}
errors++;
}
const len12 = data81.length;
for(let i20=0; i20<len12; i20++){
let data82 = data81[i20];
if(data82 && typeof data82 == "object" && !Array.isArray(data82)){
if(data82.name === undefined){
const err198 = {instancePath:instancePath+"/nodePools/" + i20,schemaPath:"#/properties/nodePools/items/required",keyword:"required",params:{missingProperty: "name"}};
if(vErrors === null){
vErrors = [err198];
}
else {
vErrors.push(err198);
}
errors++;
}
for(const key17 in data82){
if(!(func2.call(schema11.properties.nodePools.items.properties, key17))){
const err199 = {instancePath:instancePath+"/nodePools/" + i20,schemaPath:"#/properties/nodePools/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key17}};
if(vErrors === null){
vErrors = [err199];
}
else {
vErrors.push(err199);
}
errors++;
}
}
if(data82.name !== undefined){
let data83 = data82.name;
if(typeof data83 === "string"){
if(!pattern8.test(data83)){
const err200 = {instancePath:instancePath+"/nodePools/" + i20+"/name",schemaPath:"#/properties/nodePools/items/properties/name/pattern",keyword:"pattern",params:{pattern: "^[a-z][a-z0-9]{0,11}$"}};
if(vErrors === null){
vErrors = [err200];
}
else {
vErrors.push(err200);
}
errors++;
}
}
else {
const err201 = {instancePath:instancePath+"/nodePools/" + i20+"/name",schemaPath:"#/properties/nodePools/items/properties/name/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err201];
}
else {
vErrors.push(err201);
}
errors++;
}
}
if(data82.count !== undefined){
let data84 = data82.count;
if((!(((typeof data84 == "number") && (!(data84 % 1) && !isNaN(data84))) && (isFinite(data84)))) && (!(data84 && typeof data84 == "object" && !Array.isArray(data84)))){
const err202 = {instancePath:instancePath+"/nodePools/" + i20+"/count",schemaPath:"#/properties/nodePools/items/properties/count/type",keyword:"type",params:{type: schema11.properties.nodePools.items.properties.count.type}};
if(vErrors === null){
vErrors = [err202];
}
else {
vErrors.push(err202);
}
errors++;
}
if((typeof data84 == "number") && (isFinite(data84))){
if(data84 > 4000 || isNaN(data84)){
const err203 = {instancePath:instancePath+"/nodePools/" + i20+"/count",schemaPath:"#/properties/nodePools/items/properties/count/maximum",keyword:"maximum",params:{comparison: "<=", limit: 4000}};
if(vErrors === null){
vErrors = [err203];
}
else {
vErrors.push(err203);
}
errors++;
}
if(data84 < 0 || isNaN(data84)){
const err204 = {instancePath:instancePath+"/nodePools/" + i20+"/count",schemaPath:"#/properties/nodePools/items/properties/count/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}};
if(vErrors === null){
vErrors = [err204];
}
else {
vErrors.push(err204);
}
errors++;
}
}
if(data84 && typeof data84 == "object" && !Array.isArray(data84)){
if(data84.min === undefined){
const err205 = {instancePath:instancePath+"/nodePools/" + i20+"/count",schemaPath:"#/properties/nodePools/items/properties/count/required",keyword:"required",params:{missingProperty: "min"}};
if(vErrors === null){
vErrors = [err205];
}
else {
vErrors.push(err205);
}
errors++;
}
if(data84.max === undefined){
const err206 = {instancePath:instancePath+"/nodePools/" + i20+"/count",schemaPath:"#/properties/nodePools/items/properties/count/required",keyword:"required",params:{missingProperty: "max"}};
if(vErrors === null){
vErrors = [err206];
}
else {
vErrors.push(err206);
}
errors++;
}
for(const key18 in data84){
if(!((key18 === "min") || (key18 === "max"))){
const err207 = {instancePath:instancePath+"/nodePools/" + i20+"/count",schemaPath:"#/properties/nodePools/items/properties/count/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key18}};
if(vErrors === null){
vErrors = [err207];
}
else {
vErrors.push(err207);
}
errors++;
}
}
if(data84.min !== undefined){
let data85 = data84.min;
if(!(((typeof data85 == "number") && (!(data85 % 1) && !isNaN(data85))) && (isFinite(data85)))){
const err208 = {instancePath:instancePath+"/nodePools/" + i20+"/count/min",schemaPath:"#/properties/nodePools/items/properties/count/properties/min/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err208];
}
else {
vErrors.push(err208);
}
errors++;
}
if((typeof data85 == "number") && (isFinite(data85))){
if(data85 > 4000 || isNaN(data85)){
const err209 = {instancePath:instancePath+"/nodePools/" + i20+"/count/min",schemaPath:"#/properties/nodePools/items/properties/count/properties/min/maximum",keyword:"maximum",params:{comparison: "<=", limit: 4000}};
if(vErrors === null){
vErrors = [err209];
}
else {
vErrors.push(err209);
}
errors++;
}
if(data85 < 0 || isNaN(data85)){
const err210 = {instancePath:instancePath+"/nodePools/" + i20+"/count/min",schemaPath:"#/properties/nodePools/items/properties/count/properties/min/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}};
if(vErrors === null){
vErrors = [err210];
}
else {
vErrors.push(err210);
}
errors++;
}
}
}
if(data84.max !== undefined){
let data86 = data84.max;
if(!(((typeof data86 == "number") && (!(data86 % 1) && !isNaN(data86))) && (isFinite(data86)))){
const err211 = {instancePath:instancePath+"/nodePools/" + i20+"/count/max",schemaPath:"#/properties/nodePools/items/properties/count/properties/max/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err211];
}
else {
vErrors.push(err211);
}
errors++;
}
if((typeof data86 == "number") && (isFinite(data86))){
if(data86 > 4000 || isNaN(data86)){
const err212 = {instancePath:instancePath+"/nodePools/" + i20+"/count/max",schemaPath:"#/properties/nodePools/items/properties/count/properties/max/maximum",keyword:"maximum",params:{comparison: "<=", limit: 4000}};
if(vErrors === null){
vErrors = [err212];
}
else {
vErrors.push(err212);
}
errors++;
}
if(data86 < 1 || isNaN(data86)){
const err213 = {instancePath:instancePath+"/nodePools/" + i20+"/count/max",schemaPath:"#/properties/nodePools/items/properties/count/properties/max/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1}};
if(vErrors === null){
vErrors = [err213];
}
else {
vErrors.push(err213);
}
errors++;
}
}
}
}
}
if(data82.vmSize !== undefined){
let data87 = data82.vmSize;
if(typeof data87 === "string"){
if(!pattern7.test(data87)){
const err214 = {instancePath:instancePath+"/nodePools/" + i20+"/vmSize",schemaPath:"#/properties/nodePools/items/properties/vmSize/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9_-]{1,64}$"}};
if(vErrors === null){
vErrors = [err214];
}
else {
vErrors.push(err214);
}
errors++;
}
}
else {
const err215 = {instancePath:instancePath+"/nodePools/" + i20+"/vmSize",schemaPath:"#/properties/nodePools/items/properties/vmSize/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err215];
}
else {
vErrors.push(err215);
}
errors++;
}
}
if(data82.maxPods !== undefined){
let data88 = data82.maxPods;
if(!(((typeof data88 == "number") && (!(data88 % 1) && !isNaN(data88))) && (isFinite(data88)))){
const err216 = {instancePath:instancePath+"/nodePools/" + i20+"/maxPods",schemaPath:"#/properties/nodePools/items/properties/maxPods/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err216];
}
else {
vErrors.push(err216);
}
errors++;
}
if((typeof data88 == "number") && (isFinite(data88))){
if(data88 > 250 || isNaN(data88)){
const err217 = {instancePath:instancePath+"/nodePools/" + i20+"/maxPods",schemaPath:"#/properties/nodePools/items/properties/maxPods/maximum",keyword:"maximum",params:{comparison: "<=", limit: 250}};
if(vErrors === null){
vErrors = [err217];
}
else {
vErrors.push(err217);
}
errors++;
}
if(data88 < 1 || isNaN(data88)){
const err218 = {instancePath:instancePath+"/nodePools/" + i20+"/maxPods",schemaPath:"#/properties/nodePools/items/properties/maxPods/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1}};
if(vErrors === null){
vErrors = [err218];
}
else {
vErrors.push(err218);
}
errors++;
}
}
}
if(data82.subnet !== undefined){
let data89 = data82.subnet;
if(typeof data89 === "string"){
if(func3(data89) > 80){
const err219 = {instancePath:instancePath+"/nodePools/" + i20+"/subnet",schemaPath:"#/properties/nodePools/items/properties/subnet/maxLength",keyword:"maxLength",params:{limit: 80}};
if(vErrors === null){
vErrors = [err219];
}
else {
vErrors.push(err219);
}
errors++;
}
if(func3(data89) < 1){
const err220 = {instancePath:instancePath+"/nodePools/" + i20+"/subnet",schemaPath:"#/properties/nodePools/items/properties/subnet/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err220];
}
else {
vErrors.push(err220);
}
errors++;
}
}
else {
const err221 = {instancePath:instancePath+"/nodePools/" + i20+"/subnet",schemaPath:"#/properties/nodePools/items/properties/subnet/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err221];
}
else {
vErrors.push(err221);
}
errors++;
}
}
if(data82.type !== undefined){
let data90 = data82.type;
if(typeof data90 !== "string"){
const err222 = {instancePath:instancePath+"/nodePools/" + i20+"/type",schemaPath:"#/properties/nodePools/items/properties/type/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err222];
}
else {
vErrors.push(err222);
}
errors++;
}
if(!((data90 === "scaleSet") || (data90 === "virtualMachines"))){
const err223 = {instancePath:instancePath+"/nodePools/" + i20+"/type",schemaPath:"#/properties/nodePools/items/properties/type/enum",keyword:"enum",params:{allowedValues: schema11.properties.nodePools.items.properties.type.enum}};
if(vErrors === null){
vErrors = [err223];
}
else {
vErrors.push(err223);
}
errors++;
}
}
if(data82.zones !== undefined){
let data91 = data82.zones;
if(Array.isArray(data91)){
if(data91.length > 3){
const err224 = {instancePath:instancePath+"/nodePools/" + i20+"/zones",schemaPath:"#/properties/nodePools/items/properties/zones/maxItems",keyword:"maxItems",params:{limit: 3}};
if(vErrors === null){
vErrors = [err224];
}
else {
vErrors.push(err224);
}
errors++;
}
const len13 = data91.length;
for(let i21=0; i21<len13; i21++){
let data92 = data91[i21];
if(typeof data92 !== "string"){
const err225 = {instancePath:instancePath+"/nodePools/" + i20+"/zones/" + i21,schemaPath:"#/properties/nodePools/items/properties/zones/items/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err225];
}
else {
vErrors.push(err225);
}
errors++;
}
if(!(((data92 === "1") || (data92 === "2")) || (data92 === "3"))){
const err226 = {instancePath:instancePath+"/nodePools/" + i20+"/zones/" + i21,schemaPath:"#/properties/nodePools/items/properties/zones/items/enum",keyword:"enum",params:{allowedValues: schema11.properties.nodePools.items.properties.zones.items.enum}};
if(vErrors === null){
vErrors = [err226];
}
else {
vErrors.push(err226);
}
errors++;
}
}
let i22 = data91.length;
let j8;
if(i22 > 1){
const indices8 = {};
for(;i22--;){
let item8 = data91[i22];
if(typeof item8 !== "string"){
continue;
}
if(typeof indices8[item8] == "number"){
j8 = indices8[item8];
const err227 = {instancePath:instancePath+"/nodePools/" + i20+"/zones",schemaPath:"#/properties/nodePools/items/properties/zones/uniqueItems",keyword:"uniqueItems",params:{i: i22, j: j8}};
if(vErrors === null){
vErrors = [err227];
}
else {
vErrors.push(err227);
}
errors++;
break;
}
indices8[item8] = i22;
}
}
}
else {
const err228 = {instancePath:instancePath+"/nodePools/" + i20+"/zones",schemaPath:"#/properties/nodePools/items/properties/zones/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err228];
}
else {
vErrors.push(err228);
}
errors++;
}
}
if(data82.faultDomains !== undefined){
let data93 = data82.faultDomains;
if(!(((typeof data93 == "number") && (!(data93 % 1) && !isNaN(data93))) && (isFinite(data93)))){
const err229 = {instancePath:instancePath+"/nodePools/" + i20+"/faultDomains",schemaPath:"#/properties/nodePools/items/properties/faultDomains/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err229];
}
else {
vErrors.push(err229);
}
errors++;
}
if((typeof data93 == "number") && (isFinite(data93))){
if(data93 > 3 || isNaN(data93)){
const err230 = {instancePath:instancePath+"/nodePools/" + i20+"/faultDomains",schemaPath:"#/properties/nodePools/items/properties/faultDomains/maximum",keyword:"maximum",params:{comparison: "<=", limit: 3}};
if(vErrors === null){
vErrors = [err230];
}
else {
vErrors.push(err230);
}
errors++;
}
if(data93 < 1 || isNaN(data93)){
const err231 = {instancePath:instancePath+"/nodePools/" + i20+"/faultDomains",schemaPath:"#/properties/nodePools/items/properties/faultDomains/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1}};
if(vErrors === null){
vErrors = [err231];
}
else {
vErrors.push(err231);
}
errors++;
}
}
}
if(data82.maxSurge !== undefined){
let data94 = data82.maxSurge;
if(!(((typeof data94 == "number") && (!(data94 % 1) && !isNaN(data94))) && (isFinite(data94)))){
const err232 = {instancePath:instancePath+"/nodePools/" + i20+"/maxSurge",schemaPath:"#/properties/nodePools/items/properties/maxSurge/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err232];
}
else {
vErrors.push(err232);
}
errors++;
}
if((typeof data94 == "number") && (isFinite(data94))){
if(data94 > 100 || isNaN(data94)){
const err233 = {instancePath:instancePath+"/nodePools/" + i20+"/maxSurge",schemaPath:"#/properties/nodePools/items/properties/maxSurge/maximum",keyword:"maximum",params:{comparison: "<=", limit: 100}};
if(vErrors === null){
vErrors = [err233];
}
else {
vErrors.push(err233);
}
errors++;
}
if(data94 < 0 || isNaN(data94)){
const err234 = {instancePath:instancePath+"/nodePools/" + i20+"/maxSurge",schemaPath:"#/properties/nodePools/items/properties/maxSurge/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}};
if(vErrors === null){
vErrors = [err234];
}
else {
vErrors.push(err234);
}
errors++;
}
}
}
if(data82.labels !== undefined){
let data95 = data82.labels;
if(data95 && typeof data95 == "object" && !Array.isArray(data95)){
if(Object.keys(data95).length > 100){
const err235 = {instancePath:instancePath+"/nodePools/" + i20+"/labels",schemaPath:"#/properties/nodePools/items/properties/labels/maxProperties",keyword:"maxProperties",params:{limit: 100}};
if(vErrors === null){
vErrors = [err235];
}
else {
vErrors.push(err235);
}
errors++;
}
for(const key19 in data95){
if(typeof data95[key19] !== "string"){
const err236 = {instancePath:instancePath+"/nodePools/" + i20+"/labels/" + key19.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/nodePools/items/properties/labels/additionalProperties/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err236];
}
else {
vErrors.push(err236);
}
errors++;
}
}
}
else {
const err237 = {instancePath:instancePath+"/nodePools/" + i20+"/labels",schemaPath:"#/properties/nodePools/items/properties/labels/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err237];
}
else {
vErrors.push(err237);
}
errors++;
}
}
if(data82.taints !== undefined){
let data97 = data82.taints;
if(Array.isArray(data97)){
if(data97.length > 100){
const err238 = {instancePath:instancePath+"/nodePools/" + i20+"/taints",schemaPath:"#/properties/nodePools/items/properties/taints/maxItems",keyword:"maxItems",params:{limit: 100}};
if(vErrors === null){
vErrors = [err238];
}
else {
vErrors.push(err238);
}
errors++;
}
const len14 = data97.length;
for(let i23=0; i23<len14; i23++){
let data98 = data97[i23];
if(typeof data98 === "string"){
if(func3(data98) < 1){
const err239 = {instancePath:instancePath+"/nodePools/" + i20+"/taints/" + i23,schemaPath:"#/properties/nodePools/items/properties/taints/items/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err239];
}
else {
vErrors.push(err239);
}
errors++;
}
}
else {
const err240 = {instancePath:instancePath+"/nodePools/" + i20+"/taints/" + i23,schemaPath:"#/properties/nodePools/items/properties/taints/items/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err240];
}
else {
vErrors.push(err240);
}
errors++;
}
}
let i24 = data97.length;
let j9;
if(i24 > 1){
const indices9 = {};
for(;i24--;){
let item9 = data97[i24];
if(typeof item9 !== "string"){
continue;
}
if(typeof indices9[item9] == "number"){
j9 = indices9[item9];
const err241 = {instancePath:instancePath+"/nodePools/" + i20+"/taints",schemaPath:"#/properties/nodePools/items/properties/taints/uniqueItems",keyword:"uniqueItems",params:{i: i24, j: j9}};
if(vErrors === null){
vErrors = [err241];
}
else {
vErrors.push(err241);
}
errors++;
break;
}
indices9[item9] = i24;
}
}
}
else {
const err242 = {instancePath:instancePath+"/nodePools/" + i20+"/taints",schemaPath:"#/properties/nodePools/items/properties/taints/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err242];
}
else {
vErrors.push(err242);
}
errors++;
}
}
if(data82.spot !== undefined){
let data99 = data82.spot;
if(data99 && typeof data99 == "object" && !Array.isArray(data99)){
for(const key20 in data99){
if(!((key20 === "maxPrice") || (key20 === "evictionPolicy"))){
const err243 = {instancePath:instancePath+"/nodePools/" + i20+"/spot",schemaPath:"#/properties/nodePools/items/properties/spot/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key20}};
if(vErrors === null){
vErrors = [err243];
}
else {
vErrors.push(err243);
}
errors++;
}
}
if(data99.maxPrice !== undefined){
let data100 = data99.maxPrice;
if((typeof data100 == "number") && (isFinite(data100))){
if(data100 < -1 || isNaN(data100)){
const err244 = {instancePath:instancePath+"/nodePools/" + i20+"/spot/maxPrice",schemaPath:"#/properties/nodePools/items/properties/spot/properties/maxPrice/minimum",keyword:"minimum",params:{comparison: ">=", limit: -1}};
if(vErrors === null){
vErrors = [err244];
}
else {
vErrors.push(err244);
}
errors++;
}
}
else {
const err245 = {instancePath:instancePath+"/nodePools/" + i20+"/spot/maxPrice",schemaPath:"#/properties/nodePools/items/properties/spot/properties/maxPrice/type",keyword:"type",params:{type: "number"}};
if(vErrors === null){
vErrors = [err245];
}
else {
vErrors.push(err245);
}
errors++;
}
}
if(data99.evictionPolicy !== undefined){
let data101 = data99.evictionPolicy;
if(typeof data101 !== "string"){
const err246 = {instancePath:instancePath+"/nodePools/" + i20+"/spot/evictionPolicy",schemaPath:"#/properties/nodePools/items/properties/spot/properties/evictionPolicy/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err246];
}
else {
vErrors.push(err246);
}
errors++;
}
if(!((data101 === "Delete") || (data101 === "Deallocate"))){
const err247 = {instancePath:instancePath+"/nodePools/" + i20+"/spot/evictionPolicy",schemaPath:"#/properties/nodePools/items/properties/spot/properties/evictionPolicy/enum",keyword:"enum",params:{allowedValues: schema11.properties.nodePools.items.properties.spot.properties.evictionPolicy.enum}};
if(vErrors === null){
vErrors = [err247];
}
else {
vErrors.push(err247);
}
errors++;
}
}
}
else {
const err248 = {instancePath:instancePath+"/nodePools/" + i20+"/spot",schemaPath:"#/properties/nodePools/items/properties/spot/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err248];
}
else {
vErrors.push(err248);
}
errors++;
}
}
if(data82.osDisk !== undefined){
let data102 = data82.osDisk;
if(data102 && typeof data102 == "object" && !Array.isArray(data102)){
for(const key21 in data102){
if(!((key21 === "sizeGiB") || (key21 === "storage"))){
const err249 = {instancePath:instancePath+"/nodePools/" + i20+"/osDisk",schemaPath:"#/properties/nodePools/items/properties/osDisk/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key21}};
if(vErrors === null){
vErrors = [err249];
}
else {
vErrors.push(err249);
}
errors++;
}
}
if(data102.sizeGiB !== undefined){
let data103 = data102.sizeGiB;
if(!(((typeof data103 == "number") && (!(data103 % 1) && !isNaN(data103))) && (isFinite(data103)))){
const err250 = {instancePath:instancePath+"/nodePools/" + i20+"/osDisk/sizeGiB",schemaPath:"#/properties/nodePools/items/properties/osDisk/properties/sizeGiB/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err250];
}
else {
vErrors.push(err250);
}
errors++;
}
if((typeof data103 == "number") && (isFinite(data103))){
if(data103 > 4095 || isNaN(data103)){
const err251 = {instancePath:instancePath+"/nodePools/" + i20+"/osDisk/sizeGiB",schemaPath:"#/properties/nodePools/items/properties/osDisk/properties/sizeGiB/maximum",keyword:"maximum",params:{comparison: "<=", limit: 4095}};
if(vErrors === null){
vErrors = [err251];
}
else {
vErrors.push(err251);
}
errors++;
}
if(data103 < 30 || isNaN(data103)){
const err252 = {instancePath:instancePath+"/nodePools/" + i20+"/osDisk/sizeGiB",schemaPath:"#/properties/nodePools/items/properties/osDisk/properties/sizeGiB/minimum",keyword:"minimum",params:{comparison: ">=", limit: 30}};
if(vErrors === null){
vErrors = [err252];
}
else {
vErrors.push(err252);
}
errors++;
}
}
}
if(data102.storage !== undefined){
let data104 = data102.storage;
if(typeof data104 !== "string"){
const err253 = {instancePath:instancePath+"/nodePools/" + i20+"/osDisk/storage",schemaPath:"#/properties/nodePools/items/properties/osDisk/properties/storage/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err253];
}
else {
vErrors.push(err253);
}
errors++;
}
if(!((((data104 === "Premium_LRS") || (data104 === "StandardSSD_LRS")) || (data104 === "Standard_LRS")) || (data104 === "Ephemeral"))){
const err254 = {instancePath:instancePath+"/nodePools/" + i20+"/osDisk/storage",schemaPath:"#/properties/nodePools/items/properties/osDisk/properties/storage/enum",keyword:"enum",params:{allowedValues: schema11.properties.nodePools.items.properties.osDisk.properties.storage.enum}};
if(vErrors === null){
vErrors = [err254];
}
else {
vErrors.push(err254);
}
errors++;
}
}
}
else {
const err255 = {instancePath:instancePath+"/nodePools/" + i20+"/osDisk",schemaPath:"#/properties/nodePools/items/properties/osDisk/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err255];
}
else {
vErrors.push(err255);
}
errors++;
}
}
if(data82.podPublicIPs !== undefined){
let data105 = data82.podPublicIPs;
if(data105 && typeof data105 == "object" && !Array.isArray(data105)){
if(data105.perNode === undefined){
const err256 = {instancePath:instancePath+"/nodePools/" + i20+"/podPublicIPs",schemaPath:"#/properties/nodePools/items/properties/podPublicIPs/required",keyword:"required",params:{missingProperty: "perNode"}};
if(vErrors === null){
vErrors = [err256];
}
else {
vErrors.push(err256);
}
errors++;
}
for(const key22 in data105){
if(!(((key22 === "perNode") || (key22 === "dnsLabelPrefix")) || (key22 === "allowedPorts"))){
const err257 = {instancePath:instancePath+"/nodePools/" + i20+"/podPublicIPs",schemaPath:"#/properties/nodePools/items/properties/podPublicIPs/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key22}};
if(vErrors === null){
vErrors = [err257];
}
else {
vErrors.push(err257);
}
errors++;
}
}
if(data105.perNode !== undefined){
let data106 = data105.perNode;
if(!(((typeof data106 == "number") && (!(data106 % 1) && !isNaN(data106))) && (isFinite(data106)))){
const err258 = {instancePath:instancePath+"/nodePools/" + i20+"/podPublicIPs/perNode",schemaPath:"#/properties/nodePools/items/properties/podPublicIPs/properties/perNode/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err258];
}
else {
vErrors.push(err258);
}
errors++;
}
if((typeof data106 == "number") && (isFinite(data106))){
if(data106 > 250 || isNaN(data106)){
const err259 = {instancePath:instancePath+"/nodePools/" + i20+"/podPublicIPs/perNode",schemaPath:"#/properties/nodePools/items/properties/podPublicIPs/properties/perNode/maximum",keyword:"maximum",params:{comparison: "<=", limit: 250}};
if(vErrors === null){
vErrors = [err259];
}
else {
vErrors.push(err259);
}
errors++;
}
if(data106 < 1 || isNaN(data106)){
const err260 = {instancePath:instancePath+"/nodePools/" + i20+"/podPublicIPs/perNode",schemaPath:"#/properties/nodePools/items/properties/podPublicIPs/properties/perNode/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1}};
if(vErrors === null){
vErrors = [err260];
}
else {
vErrors.push(err260);
}
errors++;
}
}
}
if(data105.dnsLabelPrefix !== undefined){
let data107 = data105.dnsLabelPrefix;
if(typeof data107 === "string"){
if(!pattern10.test(data107)){
const err261 = {instancePath:instancePath+"/nodePools/" + i20+"/podPublicIPs/dnsLabelPrefix",schemaPath:"#/properties/nodePools/items/properties/podPublicIPs/properties/dnsLabelPrefix/pattern",keyword:"pattern",params:{pattern: "^[a-z]([a-z0-9-]{0,46}[a-z0-9])?$"}};
if(vErrors === null){
vErrors = [err261];
}
else {
vErrors.push(err261);
}
errors++;
}
}
else {
const err262 = {instancePath:instancePath+"/nodePools/" + i20+"/podPublicIPs/dnsLabelPrefix",schemaPath:"#/properties/nodePools/items/properties/podPublicIPs/properties/dnsLabelPrefix/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err262];
}
else {
vErrors.push(err262);
}
errors++;
}
}
if(data105.allowedPorts !== undefined){
let data108 = data105.allowedPorts;
if(Array.isArray(data108)){
if(data108.length > 50){
const err263 = {instancePath:instancePath+"/nodePools/" + i20+"/podPublicIPs/allowedPorts",schemaPath:"#/properties/nodePools/items/properties/podPublicIPs/properties/allowedPorts/maxItems",keyword:"maxItems",params:{limit: 50}};
if(vErrors === null){
vErrors = [err263];
}
else {
vErrors.push(err263);
}
errors++;
}
const len15 = data108.length;
for(let i25=0; i25<len15; i25++){
let data109 = data108[i25];
if(typeof data109 === "string"){
if(!pattern11.test(data109)){
const err264 = {instancePath:instancePath+"/nodePools/" + i20+"/podPublicIPs/allowedPorts/" + i25,schemaPath:"#/properties/nodePools/items/properties/podPublicIPs/properties/allowedPorts/items/pattern",keyword:"pattern",params:{pattern: "^[0-9]{1,5}(-[0-9]{1,5})?/(tcp|udp)$"}};
if(vErrors === null){
vErrors = [err264];
}
else {
vErrors.push(err264);
}
errors++;
}
}
else {
const err265 = {instancePath:instancePath+"/nodePools/" + i20+"/podPublicIPs/allowedPorts/" + i25,schemaPath:"#/properties/nodePools/items/properties/podPublicIPs/properties/allowedPorts/items/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err265];
}
else {
vErrors.push(err265);
}
errors++;
}
}
let i26 = data108.length;
let j10;
if(i26 > 1){
const indices10 = {};
for(;i26--;){
let item10 = data108[i26];
if(typeof item10 !== "string"){
continue;
}
if(typeof indices10[item10] == "number"){
j10 = indices10[item10];
const err266 = {instancePath:instancePath+"/nodePools/" + i20+"/podPublicIPs/allowedPorts",schemaPath:"#/properties/nodePools/items/properties/podPublicIPs/properties/allowedPorts/uniqueItems",keyword:"uniqueItems",params:{i: i26, j: j10}};
if(vErrors === null){
vErrors = [err266];
}
else {
vErrors.push(err266);
}
errors++;
break;
}
indices10[item10] = i26;
}
}
}
else {
const err267 = {instancePath:instancePath+"/nodePools/" + i20+"/podPublicIPs/allowedPorts",schemaPath:"#/properties/nodePools/items/properties/podPublicIPs/properties/allowedPorts/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err267];
}
else {
vErrors.push(err267);
}
errors++;
}
}
}
else {
const err268 = {instancePath:instancePath+"/nodePools/" + i20+"/podPublicIPs",schemaPath:"#/properties/nodePools/items/properties/podPublicIPs/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err268];
}
else {
vErrors.push(err268);
}
errors++;
}
}
}
else {
const err269 = {instancePath:instancePath+"/nodePools/" + i20,schemaPath:"#/properties/nodePools/items/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err269];
}
else {
vErrors.push(err269);
}
errors++;
}
}
}
else {
const err270 = {instancePath:instancePath+"/nodePools",schemaPath:"#/properties/nodePools/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err270];
}
else {
vErrors.push(err270);
}
errors++;
}
}
if(data.linux !== undefined){
let data110 = data.linux;
if(data110 && typeof data110 == "object" && !Array.isArray(data110)){
if(data110.sshPublicKeys === undefined){
const err271 = {instancePath:instancePath+"/linux",schemaPath:"#/properties/linux/required",keyword:"required",params:{missingProperty: "sshPublicKeys"}};
if(vErrors === null){
vErrors = [err271];
}
else {
vErrors.push(err271);
}
errors++;
}
for(const key23 in data110){
if(!((key23 === "adminUsername") || (key23 === "sshPublicKeys"))){
const err272 = {instancePath:instancePath+"/linux",schemaPath:"#/properties/linux/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key23}};
if(vErrors === null){
vErrors = [err272];
}
else {
vErrors.push(err272);
}
errors++;
}
}
if(data110.adminUsername !== undefined){
let data111 = data110.adminUsername;
if(typeof data111 === "string"){
if(!pattern12.test(data111)){
const err273 = {instancePath:instancePath+"/linux/adminUsername",schemaPath:"#/properties/linux/properties/adminUsername/pattern",keyword:"pattern",params:{pattern: "^[a-z_][a-z0-9_-]{0,31}$"}};
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
const err274 = {instancePath:instancePath+"/linux/adminUsername",schemaPath:"#/properties/linux/properties/adminUsername/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err274];
}
else {
vErrors.push(err274);
}
errors++;
}
}
if(data110.sshPublicKeys !== undefined){
let data112 = data110.sshPublicKeys;
if(Array.isArray(data112)){
if(data112.length > 20){
const err275 = {instancePath:instancePath+"/linux/sshPublicKeys",schemaPath:"#/properties/linux/properties/sshPublicKeys/maxItems",keyword:"maxItems",params:{limit: 20}};
if(vErrors === null){
vErrors = [err275];
}
else {
vErrors.push(err275);
}
errors++;
}
if(data112.length < 1){
const err276 = {instancePath:instancePath+"/linux/sshPublicKeys",schemaPath:"#/properties/linux/properties/sshPublicKeys/minItems",keyword:"minItems",params:{limit: 1}};
if(vErrors === null){
vErrors = [err276];
}
else {
vErrors.push(err276);
}
errors++;
}
const len16 = data112.length;
for(let i27=0; i27<len16; i27++){
let data113 = data112[i27];
if(typeof data113 === "string"){
if(func3(data113) < 1){
const err277 = {instancePath:instancePath+"/linux/sshPublicKeys/" + i27,schemaPath:"#/properties/linux/properties/sshPublicKeys/items/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err277];
}
else {
vErrors.push(err277);
}
errors++;
}
}
else {
const err278 = {instancePath:instancePath+"/linux/sshPublicKeys/" + i27,schemaPath:"#/properties/linux/properties/sshPublicKeys/items/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err278];
}
else {
vErrors.push(err278);
}
errors++;
}
}
}
else {
const err279 = {instancePath:instancePath+"/linux/sshPublicKeys",schemaPath:"#/properties/linux/properties/sshPublicKeys/type",keyword:"type",params:{type: "array"}};
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
const err280 = {instancePath:instancePath+"/linux",schemaPath:"#/properties/linux/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err280];
}
else {
vErrors.push(err280);
}
errors++;
}
}
if(data.identity !== undefined){
let data114 = data.identity;
if(data114 && typeof data114 == "object" && !Array.isArray(data114)){
for(const key24 in data114){
if(!(key24 === "id")){
const err281 = {instancePath:instancePath+"/identity",schemaPath:"#/properties/identity/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key24}};
if(vErrors === null){
vErrors = [err281];
}
else {
vErrors.push(err281);
}
errors++;
}
}
if(data114.id !== undefined){
let data115 = data114.id;
if(typeof data115 === "string"){
if(func3(data115) < 1){
const err282 = {instancePath:instancePath+"/identity/id",schemaPath:"#/properties/identity/properties/id/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err282];
}
else {
vErrors.push(err282);
}
errors++;
}
}
else {
const err283 = {instancePath:instancePath+"/identity/id",schemaPath:"#/properties/identity/properties/id/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err283];
}
else {
vErrors.push(err283);
}
errors++;
}
}
}
else {
const err284 = {instancePath:instancePath+"/identity",schemaPath:"#/properties/identity/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err284];
}
else {
vErrors.push(err284);
}
errors++;
}
}
if(data.addons !== undefined){
let data116 = data.addons;
if(Array.isArray(data116)){
if(data116.length > 50){
const err285 = {instancePath:instancePath+"/addons",schemaPath:"#/properties/addons/maxItems",keyword:"maxItems",params:{limit: 50}};
if(vErrors === null){
vErrors = [err285];
}
else {
vErrors.push(err285);
}
errors++;
}
const len17 = data116.length;
for(let i28=0; i28<len17; i28++){
let data117 = data116[i28];
if(data117 && typeof data117 == "object" && !Array.isArray(data117)){
if(data117.name === undefined){
const err286 = {instancePath:instancePath+"/addons/" + i28,schemaPath:"#/properties/addons/items/required",keyword:"required",params:{missingProperty: "name"}};
if(vErrors === null){
vErrors = [err286];
}
else {
vErrors.push(err286);
}
errors++;
}
if(data117.manifest === undefined){
const err287 = {instancePath:instancePath+"/addons/" + i28,schemaPath:"#/properties/addons/items/required",keyword:"required",params:{missingProperty: "manifest"}};
if(vErrors === null){
vErrors = [err287];
}
else {
vErrors.push(err287);
}
errors++;
}
for(const key25 in data117){
if(!((key25 === "name") || (key25 === "manifest"))){
const err288 = {instancePath:instancePath+"/addons/" + i28,schemaPath:"#/properties/addons/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key25}};
if(vErrors === null){
vErrors = [err288];
}
else {
vErrors.push(err288);
}
errors++;
}
}
if(data117.name !== undefined){
let data118 = data117.name;
if(typeof data118 === "string"){
if(!pattern0.test(data118)){
const err289 = {instancePath:instancePath+"/addons/" + i28+"/name",schemaPath:"#/properties/addons/items/properties/name/pattern",keyword:"pattern",params:{pattern: "^[a-z]([a-z0-9-]{0,38}[a-z0-9])?$"}};
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
const err290 = {instancePath:instancePath+"/addons/" + i28+"/name",schemaPath:"#/properties/addons/items/properties/name/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err290];
}
else {
vErrors.push(err290);
}
errors++;
}
}
if(data117.manifest !== undefined){
let data119 = data117.manifest;
if(typeof data119 === "string"){
if(func3(data119) < 1){
const err291 = {instancePath:instancePath+"/addons/" + i28+"/manifest",schemaPath:"#/properties/addons/items/properties/manifest/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err291];
}
else {
vErrors.push(err291);
}
errors++;
}
}
else {
const err292 = {instancePath:instancePath+"/addons/" + i28+"/manifest",schemaPath:"#/properties/addons/items/properties/manifest/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err292];
}
else {
vErrors.push(err292);
}
errors++;
}
}
}
else {
const err293 = {instancePath:instancePath+"/addons/" + i28,schemaPath:"#/properties/addons/items/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err293];
}
else {
vErrors.push(err293);
}
errors++;
}
}
}
else {
const err294 = {instancePath:instancePath+"/addons",schemaPath:"#/properties/addons/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err294];
}
else {
vErrors.push(err294);
}
errors++;
}
}
}
else {
const err295 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err295];
}
else {
vErrors.push(err295);
}
errors++;
}
validate10.errors = vErrors;
return errors === 0;
}
