// @ts-nocheck: generated from the schema by `pnpm generate`; not to be edited.
import type { Validate } from '../form/validate.ts';

var O=(p,s)=>()=>{try{return s||p((s={exports:{}}).exports,s),s.exports}catch(y){throw s=0,y}};var S=O(M=>{"use strict";Object.defineProperty(M,"__esModule",{value:!0});function Q(p){let s=p.length,y=0,g=0,h;for(;g<
s;)y++,h=p.charCodeAt(g++),h>=55296&&h<=56319&&g<s&&(h=p.charCodeAt(g),(h&64512)===56320&&g++);return y}M.default=Q});var V=O((oe,D)=>{"use strict";D.exports=function p(s,y){if(s===y)return!0;if(s&&y&&typeof s=="object"&&typeof y=="object"){
if(s.constructor!==y.constructor)return!1;var g,h,P;if(Array.isArray(s)){if(g=s.length,g!=y.length)return!1;for(h=g;h--!==
0;)if(!p(s[h],y[h]))return!1;return!0}if(s.constructor===RegExp)return s.source===y.source&&s.flags===y.flags;if(s.valueOf!==
Object.prototype.valueOf)return s.valueOf()===y.valueOf();if(s.toString!==Object.prototype.toString)return s.toString()===
y.toString();if(P=Object.keys(s),g=P.length,g!==Object.keys(y).length)return!1;for(h=g;h--!==0;)if(!Object.prototype.hasOwnProperty.
call(y,P[h]))return!1;for(h=g;h--!==0;){var e=P[h];if(!p(s[e],y[e]))return!1}return!0}return s!==s&&y!==y}});var Z=O(G=>{"use strict";Object.defineProperty(G,"__esModule",{value:!0});var T=V();G.default=T});var le=I;var U={type:"object",properties:{limit:{type:"number",minimum:0,maximum:1e9},total:{type:"number",minimum:0,maximum:1e9},
on_exceed:{type:"string",enum:["fail","degrade","trim"]}},additionalProperties:!1};var d=S().default,j=new RegExp("\\S","u"),A=new RegExp("^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$","u"),W=new RegExp("^[0-9a-fA-F\
]{64}$","u"),w={type:"object",properties:{file:{type:"string",pattern:"[^/]\\.(?:[mM][pP]4|[mM][oO][vV])$",maxLength:1024},
aspect:{type:"string",enum:["16:9","9:16","1:1","4:3","3:4"]},resolution:{type:"string",enum:["720p","1080p"]},fps:{type:"\
number",anyOf:[{type:"integer",minimum:1,maximum:120},{enum:[23.976,29.97,59.94]}]},fit:{type:"string",enum:["letterbox",
"crop","blur"]},codec:{type:"string",enum:["h264","hevc","av1","prores"]},quality:{type:"string",enum:["draft","standard",
"master"]},preset:{type:"string",enum:["fast","medium","slow"]},fade_out:{type:"number",minimum:0,maximum:60},poster:{$ref:"\
#/$defs/poster"},gif:{$ref:"#/$defs/gif"},contact_sheet:{type:"string",pattern:"[^/]\\.[pP][nN][gG]$",maxLength:1024}},additionalProperties:!1},
X={type:["string","object"],pattern:"[^/]\\.(?:[jJ][pP][eE]?[gG]|[pP][nN][gG])$",maxLength:1024,properties:{file:{pattern:"\
[^/]\\.(?:[jJ][pP][eE]?[gG]|[pP][nN][gG])$",maxLength:1024,type:"string"},at:{type:"number",minimum:0,maximum:36e3}},required:[
"file"],additionalProperties:!1},Y={type:["string","object"],pattern:"[^/]\\.[gG][iI][fF]$",maxLength:1024,properties:{file:{
pattern:"[^/]\\.[gG][iI][fF]$",maxLength:1024,type:"string"},width:{type:"integer",minimum:16,maximum:1920},fps:{type:"i\
nteger",minimum:1,maximum:50},seconds:{type:"number",exclusiveMinimum:0,maximum:600}},required:["file"],additionalProperties:!1},
E=Object.prototype.hasOwnProperty,ee=new RegExp("[^/]\\.(?:[mM][pP]4|[mM][oO][vV])$","u"),R=new RegExp("[^/]\\.(?:[jJ][pP\
][eE]?[gG]|[pP][nN][gG])$","u"),J=new RegExp("[^/]\\.[gG][iI][fF]$","u"),te=new RegExp("[^/]\\.[pP][nN][gG]$","u");function b(p,{
instancePath:s="",parentData:y,parentDataProperty:g,rootData:h=p,dynamicAnchors:P={}}={}){let e=null,n=0,l=b.evaluated;if(l.
dynamicProps&&(l.props=void 0),l.dynamicItems&&(l.items=void 0),p&&typeof p=="object"&&!Array.isArray(p)){for(let t in p)
if(!E.call(w.properties,t)){let i={instancePath:s,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{
additionalProperty:t}};e===null?e=[i]:e.push(i),n++}if(p.file!==void 0){let t=p.file;if(typeof t=="string"){if(d(t)>1024){
let i={instancePath:s+"/file",schemaPath:"#/properties/file/maxLength",keyword:"maxLength",params:{limit:1024}};e===null?
e=[i]:e.push(i),n++}if(!ee.test(t)){let i={instancePath:s+"/file",schemaPath:"#/properties/file/pattern",keyword:"patter\
n",params:{pattern:"[^/]\\.(?:[mM][pP]4|[mM][oO][vV])$"}};e===null?e=[i]:e.push(i),n++}}else{let i={instancePath:s+"/fil\
e",schemaPath:"#/properties/file/type",keyword:"type",params:{type:"string"}};e===null?e=[i]:e.push(i),n++}}if(p.aspect!==
void 0){let t=p.aspect;if(typeof t!="string"){let i={instancePath:s+"/aspect",schemaPath:"#/properties/aspect/type",keyword:"\
type",params:{type:"string"}};e===null?e=[i]:e.push(i),n++}if(!(t==="16:9"||t==="9:16"||t==="1:1"||t==="4:3"||t==="3:4")){
let i={instancePath:s+"/aspect",schemaPath:"#/properties/aspect/enum",keyword:"enum",params:{allowedValues:w.properties.
aspect.enum}};e===null?e=[i]:e.push(i),n++}}if(p.resolution!==void 0){let t=p.resolution;if(typeof t!="string"){let i={instancePath:s+
"/resolution",schemaPath:"#/properties/resolution/type",keyword:"type",params:{type:"string"}};e===null?e=[i]:e.push(i),
n++}if(!(t==="720p"||t==="1080p")){let i={instancePath:s+"/resolution",schemaPath:"#/properties/resolution/enum",keyword:"\
enum",params:{allowedValues:w.properties.resolution.enum}};e===null?e=[i]:e.push(i),n++}}if(p.fps!==void 0){let t=p.fps;
if(!(typeof t=="number"&&isFinite(t))){let m={instancePath:s+"/fps",schemaPath:"#/properties/fps/type",keyword:"type",params:{
type:"number"}};e===null?e=[m]:e.push(m),n++}let i=n,a=!1,o=n;if(!(typeof t=="number"&&!(t%1)&&!isNaN(t)&&isFinite(t))){
let m={instancePath:s+"/fps",schemaPath:"#/properties/fps/anyOf/0/type",keyword:"type",params:{type:"integer"}};e===null?
e=[m]:e.push(m),n++}if(typeof t=="number"&&isFinite(t)){if(t>120||isNaN(t)){let m={instancePath:s+"/fps",schemaPath:"#/p\
roperties/fps/anyOf/0/maximum",keyword:"maximum",params:{comparison:"<=",limit:120}};e===null?e=[m]:e.push(m),n++}if(t<1||
isNaN(t)){let m={instancePath:s+"/fps",schemaPath:"#/properties/fps/anyOf/0/minimum",keyword:"minimum",params:{comparison:"\
>=",limit:1}};e===null?e=[m]:e.push(m),n++}}var r=o===n;a=a||r;let u=n;if(!(t===23.976||t===29.97||t===59.94)){let m={instancePath:s+
"/fps",schemaPath:"#/properties/fps/anyOf/1/enum",keyword:"enum",params:{allowedValues:w.properties.fps.anyOf[1].enum}};
e===null?e=[m]:e.push(m),n++}var r=u===n;if(a=a||r,a)n=i,e!==null&&(i?e.length=i:e=null);else{let m={instancePath:s+"/fp\
s",schemaPath:"#/properties/fps/anyOf",keyword:"anyOf",params:{}};e===null?e=[m]:e.push(m),n++}}if(p.fit!==void 0){let t=p.
fit;if(typeof t!="string"){let i={instancePath:s+"/fit",schemaPath:"#/properties/fit/type",keyword:"type",params:{type:"\
string"}};e===null?e=[i]:e.push(i),n++}if(!(t==="letterbox"||t==="crop"||t==="blur")){let i={instancePath:s+"/fit",schemaPath:"\
#/properties/fit/enum",keyword:"enum",params:{allowedValues:w.properties.fit.enum}};e===null?e=[i]:e.push(i),n++}}if(p.codec!==
void 0){let t=p.codec;if(typeof t!="string"){let i={instancePath:s+"/codec",schemaPath:"#/properties/codec/type",keyword:"\
type",params:{type:"string"}};e===null?e=[i]:e.push(i),n++}if(!(t==="h264"||t==="hevc"||t==="av1"||t==="prores")){let i={
instancePath:s+"/codec",schemaPath:"#/properties/codec/enum",keyword:"enum",params:{allowedValues:w.properties.codec.enum}};
e===null?e=[i]:e.push(i),n++}}if(p.quality!==void 0){let t=p.quality;if(typeof t!="string"){let i={instancePath:s+"/qual\
ity",schemaPath:"#/properties/quality/type",keyword:"type",params:{type:"string"}};e===null?e=[i]:e.push(i),n++}if(!(t===
"draft"||t==="standard"||t==="master")){let i={instancePath:s+"/quality",schemaPath:"#/properties/quality/enum",keyword:"\
enum",params:{allowedValues:w.properties.quality.enum}};e===null?e=[i]:e.push(i),n++}}if(p.preset!==void 0){let t=p.preset;
if(typeof t!="string"){let i={instancePath:s+"/preset",schemaPath:"#/properties/preset/type",keyword:"type",params:{type:"\
string"}};e===null?e=[i]:e.push(i),n++}if(!(t==="fast"||t==="medium"||t==="slow")){let i={instancePath:s+"/preset",schemaPath:"\
#/properties/preset/enum",keyword:"enum",params:{allowedValues:w.properties.preset.enum}};e===null?e=[i]:e.push(i),n++}}
if(p.fade_out!==void 0){let t=p.fade_out;if(typeof t=="number"&&isFinite(t)){if(t>60||isNaN(t)){let i={instancePath:s+"/\
fade_out",schemaPath:"#/properties/fade_out/maximum",keyword:"maximum",params:{comparison:"<=",limit:60}};e===null?e=[i]:
e.push(i),n++}if(t<0||isNaN(t)){let i={instancePath:s+"/fade_out",schemaPath:"#/properties/fade_out/minimum",keyword:"mi\
nimum",params:{comparison:">=",limit:0}};e===null?e=[i]:e.push(i),n++}}else{let i={instancePath:s+"/fade_out",schemaPath:"\
#/properties/fade_out/type",keyword:"type",params:{type:"number"}};e===null?e=[i]:e.push(i),n++}}if(p.poster!==void 0){let t=p.
poster;if(typeof t!="string"&&!(t&&typeof t=="object"&&!Array.isArray(t))){let i={instancePath:s+"/poster",schemaPath:"#\
/$defs/poster/type",keyword:"type",params:{type:X.type}};e===null?e=[i]:e.push(i),n++}if(typeof t=="string"){if(d(t)>1024){
let i={instancePath:s+"/poster",schemaPath:"#/$defs/poster/maxLength",keyword:"maxLength",params:{limit:1024}};e===null?
e=[i]:e.push(i),n++}if(!R.test(t)){let i={instancePath:s+"/poster",schemaPath:"#/$defs/poster/pattern",keyword:"pattern",
params:{pattern:"[^/]\\.(?:[jJ][pP][eE]?[gG]|[pP][nN][gG])$"}};e===null?e=[i]:e.push(i),n++}}if(t&&typeof t=="object"&&!Array.
isArray(t)){if(t.file===void 0){let i={instancePath:s+"/poster",schemaPath:"#/$defs/poster/required",keyword:"required",
params:{missingProperty:"file"}};e===null?e=[i]:e.push(i),n++}for(let i in t)if(!(i==="file"||i==="at")){let a={instancePath:s+
"/poster",schemaPath:"#/$defs/poster/additionalProperties",keyword:"additionalProperties",params:{additionalProperty:i}};
e===null?e=[a]:e.push(a),n++}if(t.file!==void 0){let i=t.file;if(typeof i=="string"){if(d(i)>1024){let a={instancePath:s+
"/poster/file",schemaPath:"#/$defs/poster/properties/file/maxLength",keyword:"maxLength",params:{limit:1024}};e===null?e=
[a]:e.push(a),n++}if(!R.test(i)){let a={instancePath:s+"/poster/file",schemaPath:"#/$defs/poster/properties/file/pattern",
keyword:"pattern",params:{pattern:"[^/]\\.(?:[jJ][pP][eE]?[gG]|[pP][nN][gG])$"}};e===null?e=[a]:e.push(a),n++}}else{let a={
instancePath:s+"/poster/file",schemaPath:"#/$defs/poster/properties/file/type",keyword:"type",params:{type:"string"}};e===
null?e=[a]:e.push(a),n++}}if(t.at!==void 0){let i=t.at;if(typeof i=="number"&&isFinite(i)){if(i>36e3||isNaN(i)){let a={instancePath:s+
"/poster/at",schemaPath:"#/$defs/poster/properties/at/maximum",keyword:"maximum",params:{comparison:"<=",limit:36e3}};e===
null?e=[a]:e.push(a),n++}if(i<0||isNaN(i)){let a={instancePath:s+"/poster/at",schemaPath:"#/$defs/poster/properties/at/m\
inimum",keyword:"minimum",params:{comparison:">=",limit:0}};e===null?e=[a]:e.push(a),n++}}else{let a={instancePath:s+"/p\
oster/at",schemaPath:"#/$defs/poster/properties/at/type",keyword:"type",params:{type:"number"}};e===null?e=[a]:e.push(a),
n++}}}}if(p.gif!==void 0){let t=p.gif;if(typeof t!="string"&&!(t&&typeof t=="object"&&!Array.isArray(t))){let i={instancePath:s+
"/gif",schemaPath:"#/$defs/gif/type",keyword:"type",params:{type:Y.type}};e===null?e=[i]:e.push(i),n++}if(typeof t=="str\
ing"){if(d(t)>1024){let i={instancePath:s+"/gif",schemaPath:"#/$defs/gif/maxLength",keyword:"maxLength",params:{limit:1024}};
e===null?e=[i]:e.push(i),n++}if(!J.test(t)){let i={instancePath:s+"/gif",schemaPath:"#/$defs/gif/pattern",keyword:"patte\
rn",params:{pattern:"[^/]\\.[gG][iI][fF]$"}};e===null?e=[i]:e.push(i),n++}}if(t&&typeof t=="object"&&!Array.isArray(t)){
if(t.file===void 0){let i={instancePath:s+"/gif",schemaPath:"#/$defs/gif/required",keyword:"required",params:{missingProperty:"\
file"}};e===null?e=[i]:e.push(i),n++}for(let i in t)if(!(i==="file"||i==="width"||i==="fps"||i==="seconds")){let a={instancePath:s+
"/gif",schemaPath:"#/$defs/gif/additionalProperties",keyword:"additionalProperties",params:{additionalProperty:i}};e===null?
e=[a]:e.push(a),n++}if(t.file!==void 0){let i=t.file;if(typeof i=="string"){if(d(i)>1024){let a={instancePath:s+"/gif/fi\
le",schemaPath:"#/$defs/gif/properties/file/maxLength",keyword:"maxLength",params:{limit:1024}};e===null?e=[a]:e.push(a),
n++}if(!J.test(i)){let a={instancePath:s+"/gif/file",schemaPath:"#/$defs/gif/properties/file/pattern",keyword:"pattern",
params:{pattern:"[^/]\\.[gG][iI][fF]$"}};e===null?e=[a]:e.push(a),n++}}else{let a={instancePath:s+"/gif/file",schemaPath:"\
#/$defs/gif/properties/file/type",keyword:"type",params:{type:"string"}};e===null?e=[a]:e.push(a),n++}}if(t.width!==void 0){
let i=t.width;if(!(typeof i=="number"&&!(i%1)&&!isNaN(i)&&isFinite(i))){let a={instancePath:s+"/gif/width",schemaPath:"#\
/$defs/gif/properties/width/type",keyword:"type",params:{type:"integer"}};e===null?e=[a]:e.push(a),n++}if(typeof i=="num\
ber"&&isFinite(i)){if(i>1920||isNaN(i)){let a={instancePath:s+"/gif/width",schemaPath:"#/$defs/gif/properties/width/maxi\
mum",keyword:"maximum",params:{comparison:"<=",limit:1920}};e===null?e=[a]:e.push(a),n++}if(i<16||isNaN(i)){let a={instancePath:s+
"/gif/width",schemaPath:"#/$defs/gif/properties/width/minimum",keyword:"minimum",params:{comparison:">=",limit:16}};e===
null?e=[a]:e.push(a),n++}}}if(t.fps!==void 0){let i=t.fps;if(!(typeof i=="number"&&!(i%1)&&!isNaN(i)&&isFinite(i))){let a={
instancePath:s+"/gif/fps",schemaPath:"#/$defs/gif/properties/fps/type",keyword:"type",params:{type:"integer"}};e===null?
e=[a]:e.push(a),n++}if(typeof i=="number"&&isFinite(i)){if(i>50||isNaN(i)){let a={instancePath:s+"/gif/fps",schemaPath:"\
#/$defs/gif/properties/fps/maximum",keyword:"maximum",params:{comparison:"<=",limit:50}};e===null?e=[a]:e.push(a),n++}if(i<
1||isNaN(i)){let a={instancePath:s+"/gif/fps",schemaPath:"#/$defs/gif/properties/fps/minimum",keyword:"minimum",params:{
comparison:">=",limit:1}};e===null?e=[a]:e.push(a),n++}}}if(t.seconds!==void 0){let i=t.seconds;if(typeof i=="number"&&isFinite(
i)){if(i>600||isNaN(i)){let a={instancePath:s+"/gif/seconds",schemaPath:"#/$defs/gif/properties/seconds/maximum",keyword:"\
maximum",params:{comparison:"<=",limit:600}};e===null?e=[a]:e.push(a),n++}if(i<=0||isNaN(i)){let a={instancePath:s+"/gif\
/seconds",schemaPath:"#/$defs/gif/properties/seconds/exclusiveMinimum",keyword:"exclusiveMinimum",params:{comparison:">",
limit:0}};e===null?e=[a]:e.push(a),n++}}else{let a={instancePath:s+"/gif/seconds",schemaPath:"#/$defs/gif/properties/sec\
onds/type",keyword:"type",params:{type:"number"}};e===null?e=[a]:e.push(a),n++}}}}if(p.contact_sheet!==void 0){let t=p.contact_sheet;
if(typeof t=="string"){if(d(t)>1024){let i={instancePath:s+"/contact_sheet",schemaPath:"#/properties/contact_sheet/maxLe\
ngth",keyword:"maxLength",params:{limit:1024}};e===null?e=[i]:e.push(i),n++}if(!te.test(t)){let i={instancePath:s+"/cont\
act_sheet",schemaPath:"#/properties/contact_sheet/pattern",keyword:"pattern",params:{pattern:"[^/]\\.[pP][nN][gG]$"}};e===
null?e=[i]:e.push(i),n++}}else{let i={instancePath:s+"/contact_sheet",schemaPath:"#/properties/contact_sheet/type",keyword:"\
type",params:{type:"string"}};e===null?e=[i]:e.push(i),n++}}}else{let t={instancePath:s,schemaPath:"#/type",keyword:"typ\
e",params:{type:"object"}};e===null?e=[t]:e.push(t),n++}return b.errors=e,n===0}b.evaluated={props:!0,dynamicProps:!1,dynamicItems:!1};
var k={type:"object",properties:{provider:{type:["string","array"],minLength:1,maxLength:64,items:{type:"string",minLength:1,
maxLength:64},minItems:1,maxItems:8,uniqueItems:!0},model:{type:"string",minLength:1,maxLength:200},duration:{type:"numb\
er",exclusiveMinimum:0,maximum:3600},audio:{type:"boolean"},resolution:{type:"string",enum:["720p","1080p"]},takes:{type:"\
integer",minimum:1,maximum:100},seed:{type:"integer",minimum:0,maximum:1e15},priority:{type:"integer",minimum:-1e6,maximum:1e6},
negative_prompt:{type:"string",pattern:"\\S",maxLength:2e4},shot_type:{type:"string",enum:["single","multi"]},transition:{
$ref:"#/$defs/transition"},fit:{type:"string",enum:["letterbox","crop","blur"]},match:{type:"string",enum:["colour","off"]},
options:{type:"object",additionalProperties:!0}},additionalProperties:!1},q={type:["object","string"],pattern:"^none$",properties:{
type:{type:"string",enum:["fade","dissolve","fadeblack","fadewhite","fadegrays","fadefast","fadeslow","wipeleft","wiperi\
ght","wipeup","wipedown","wipetl","wipetr","wipebl","wipebr","slideleft","slideright","slideup","slidedown","smoothleft",
"smoothright","smoothup","smoothdown","circlecrop","circleopen","circleclose","rectcrop","vertopen","vertclose","horzope\
n","horzclose","diagtl","diagtr","diagbl","diagbr","hlslice","hrslice","vuslice","vdslice","hblur","distance","radial","\
pixelize","squeezeh","squeezev","zoomin"]},duration:{type:"number",exclusiveMinimum:0,maximum:60}},additionalProperties:!1},
B=new RegExp("^none$","u");function $(p,{instancePath:s="",parentData:y,parentDataProperty:g,rootData:h=p,dynamicAnchors:P={}}={}){
let e=null,n=0,l=$.evaluated;if(l.dynamicProps&&(l.props=void 0),l.dynamicItems&&(l.items=void 0),p&&typeof p=="object"&&
!Array.isArray(p)){for(let r in p)if(!E.call(k.properties,r)){let t={instancePath:s,schemaPath:"#/additionalProperties",
keyword:"additionalProperties",params:{additionalProperty:r}};e===null?e=[t]:e.push(t),n++}if(p.provider!==void 0){let r=p.
provider;if(typeof r!="string"&&!Array.isArray(r)){let t={instancePath:s+"/provider",schemaPath:"#/properties/provider/t\
ype",keyword:"type",params:{type:k.properties.provider.type}};e===null?e=[t]:e.push(t),n++}if(typeof r=="string"){if(d(r)>
64){let t={instancePath:s+"/provider",schemaPath:"#/properties/provider/maxLength",keyword:"maxLength",params:{limit:64}};
e===null?e=[t]:e.push(t),n++}if(d(r)<1){let t={instancePath:s+"/provider",schemaPath:"#/properties/provider/minLength",keyword:"\
minLength",params:{limit:1}};e===null?e=[t]:e.push(t),n++}}if(Array.isArray(r)){if(r.length>8){let o={instancePath:s+"/p\
rovider",schemaPath:"#/properties/provider/maxItems",keyword:"maxItems",params:{limit:8}};e===null?e=[o]:e.push(o),n++}if(r.
length<1){let o={instancePath:s+"/provider",schemaPath:"#/properties/provider/minItems",keyword:"minItems",params:{limit:1}};
e===null?e=[o]:e.push(o),n++}let t=r.length;for(let o=0;o<t;o++){let u=r[o];if(typeof u=="string"){if(d(u)>64){let m={instancePath:s+
"/provider/"+o,schemaPath:"#/properties/provider/items/maxLength",keyword:"maxLength",params:{limit:64}};e===null?e=[m]:
e.push(m),n++}if(d(u)<1){let m={instancePath:s+"/provider/"+o,schemaPath:"#/properties/provider/items/minLength",keyword:"\
minLength",params:{limit:1}};e===null?e=[m]:e.push(m),n++}}else{let m={instancePath:s+"/provider/"+o,schemaPath:"#/prope\
rties/provider/items/type",keyword:"type",params:{type:"string"}};e===null?e=[m]:e.push(m),n++}}let i=r.length,a;if(i>1){
let o={};for(;i--;){let u=r[i];if(typeof u=="string"){if(typeof o[u]=="number"){a=o[u];let m={instancePath:s+"/provider",
schemaPath:"#/properties/provider/uniqueItems",keyword:"uniqueItems",params:{i,j:a}};e===null?e=[m]:e.push(m),n++;break}
o[u]=i}}}}}if(p.model!==void 0){let r=p.model;if(typeof r=="string"){if(d(r)>200){let t={instancePath:s+"/model",schemaPath:"\
#/properties/model/maxLength",keyword:"maxLength",params:{limit:200}};e===null?e=[t]:e.push(t),n++}if(d(r)<1){let t={instancePath:s+
"/model",schemaPath:"#/properties/model/minLength",keyword:"minLength",params:{limit:1}};e===null?e=[t]:e.push(t),n++}}else{
let t={instancePath:s+"/model",schemaPath:"#/properties/model/type",keyword:"type",params:{type:"string"}};e===null?e=[t]:
e.push(t),n++}}if(p.duration!==void 0){let r=p.duration;if(typeof r=="number"&&isFinite(r)){if(r>3600||isNaN(r)){let t={
instancePath:s+"/duration",schemaPath:"#/properties/duration/maximum",keyword:"maximum",params:{comparison:"<=",limit:3600}};
e===null?e=[t]:e.push(t),n++}if(r<=0||isNaN(r)){let t={instancePath:s+"/duration",schemaPath:"#/properties/duration/excl\
usiveMinimum",keyword:"exclusiveMinimum",params:{comparison:">",limit:0}};e===null?e=[t]:e.push(t),n++}}else{let t={instancePath:s+
"/duration",schemaPath:"#/properties/duration/type",keyword:"type",params:{type:"number"}};e===null?e=[t]:e.push(t),n++}}
if(p.audio!==void 0&&typeof p.audio!="boolean"){let r={instancePath:s+"/audio",schemaPath:"#/properties/audio/type",keyword:"\
type",params:{type:"boolean"}};e===null?e=[r]:e.push(r),n++}if(p.resolution!==void 0){let r=p.resolution;if(typeof r!="s\
tring"){let t={instancePath:s+"/resolution",schemaPath:"#/properties/resolution/type",keyword:"type",params:{type:"strin\
g"}};e===null?e=[t]:e.push(t),n++}if(!(r==="720p"||r==="1080p")){let t={instancePath:s+"/resolution",schemaPath:"#/prope\
rties/resolution/enum",keyword:"enum",params:{allowedValues:k.properties.resolution.enum}};e===null?e=[t]:e.push(t),n++}}
if(p.takes!==void 0){let r=p.takes;if(!(typeof r=="number"&&!(r%1)&&!isNaN(r)&&isFinite(r))){let t={instancePath:s+"/tak\
es",schemaPath:"#/properties/takes/type",keyword:"type",params:{type:"integer"}};e===null?e=[t]:e.push(t),n++}if(typeof r==
"number"&&isFinite(r)){if(r>100||isNaN(r)){let t={instancePath:s+"/takes",schemaPath:"#/properties/takes/maximum",keyword:"\
maximum",params:{comparison:"<=",limit:100}};e===null?e=[t]:e.push(t),n++}if(r<1||isNaN(r)){let t={instancePath:s+"/take\
s",schemaPath:"#/properties/takes/minimum",keyword:"minimum",params:{comparison:">=",limit:1}};e===null?e=[t]:e.push(t),
n++}}}if(p.seed!==void 0){let r=p.seed;if(!(typeof r=="number"&&!(r%1)&&!isNaN(r)&&isFinite(r))){let t={instancePath:s+"\
/seed",schemaPath:"#/properties/seed/type",keyword:"type",params:{type:"integer"}};e===null?e=[t]:e.push(t),n++}if(typeof r==
"number"&&isFinite(r)){if(r>1e15||isNaN(r)){let t={instancePath:s+"/seed",schemaPath:"#/properties/seed/maximum",keyword:"\
maximum",params:{comparison:"<=",limit:1e15}};e===null?e=[t]:e.push(t),n++}if(r<0||isNaN(r)){let t={instancePath:s+"/see\
d",schemaPath:"#/properties/seed/minimum",keyword:"minimum",params:{comparison:">=",limit:0}};e===null?e=[t]:e.push(t),n++}}}
if(p.priority!==void 0){let r=p.priority;if(!(typeof r=="number"&&!(r%1)&&!isNaN(r)&&isFinite(r))){let t={instancePath:s+
"/priority",schemaPath:"#/properties/priority/type",keyword:"type",params:{type:"integer"}};e===null?e=[t]:e.push(t),n++}
if(typeof r=="number"&&isFinite(r)){if(r>1e6||isNaN(r)){let t={instancePath:s+"/priority",schemaPath:"#/properties/prior\
ity/maximum",keyword:"maximum",params:{comparison:"<=",limit:1e6}};e===null?e=[t]:e.push(t),n++}if(r<-1e6||isNaN(r)){let t={
instancePath:s+"/priority",schemaPath:"#/properties/priority/minimum",keyword:"minimum",params:{comparison:">=",limit:-1e6}};
e===null?e=[t]:e.push(t),n++}}}if(p.negative_prompt!==void 0){let r=p.negative_prompt;if(typeof r=="string"){if(d(r)>2e4){
let t={instancePath:s+"/negative_prompt",schemaPath:"#/properties/negative_prompt/maxLength",keyword:"maxLength",params:{
limit:2e4}};e===null?e=[t]:e.push(t),n++}if(!j.test(r)){let t={instancePath:s+"/negative_prompt",schemaPath:"#/propertie\
s/negative_prompt/pattern",keyword:"pattern",params:{pattern:"\\S"}};e===null?e=[t]:e.push(t),n++}}else{let t={instancePath:s+
"/negative_prompt",schemaPath:"#/properties/negative_prompt/type",keyword:"type",params:{type:"string"}};e===null?e=[t]:
e.push(t),n++}}if(p.shot_type!==void 0){let r=p.shot_type;if(typeof r!="string"){let t={instancePath:s+"/shot_type",schemaPath:"\
#/properties/shot_type/type",keyword:"type",params:{type:"string"}};e===null?e=[t]:e.push(t),n++}if(!(r==="single"||r===
"multi")){let t={instancePath:s+"/shot_type",schemaPath:"#/properties/shot_type/enum",keyword:"enum",params:{allowedValues:k.
properties.shot_type.enum}};e===null?e=[t]:e.push(t),n++}}if(p.transition!==void 0){let r=p.transition;if(!(r&&typeof r==
"object"&&!Array.isArray(r))&&typeof r!="string"){let t={instancePath:s+"/transition",schemaPath:"#/$defs/transition/typ\
e",keyword:"type",params:{type:q.type}};e===null?e=[t]:e.push(t),n++}if(typeof r=="string"&&!B.test(r)){let t={instancePath:s+
"/transition",schemaPath:"#/$defs/transition/pattern",keyword:"pattern",params:{pattern:"^none$"}};e===null?e=[t]:e.push(
t),n++}if(r&&typeof r=="object"&&!Array.isArray(r)){for(let t in r)if(!(t==="type"||t==="duration")){let i={instancePath:s+
"/transition",schemaPath:"#/$defs/transition/additionalProperties",keyword:"additionalProperties",params:{additionalProperty:t}};
e===null?e=[i]:e.push(i),n++}if(r.type!==void 0){let t=r.type;if(typeof t!="string"){let i={instancePath:s+"/transition/\
type",schemaPath:"#/$defs/transition/properties/type/type",keyword:"type",params:{type:"string"}};e===null?e=[i]:e.push(
i),n++}if(!(t==="fade"||t==="dissolve"||t==="fadeblack"||t==="fadewhite"||t==="fadegrays"||t==="fadefast"||t==="fadeslow"||
t==="wipeleft"||t==="wiperight"||t==="wipeup"||t==="wipedown"||t==="wipetl"||t==="wipetr"||t==="wipebl"||t==="wipebr"||t===
"slideleft"||t==="slideright"||t==="slideup"||t==="slidedown"||t==="smoothleft"||t==="smoothright"||t==="smoothup"||t===
"smoothdown"||t==="circlecrop"||t==="circleopen"||t==="circleclose"||t==="rectcrop"||t==="vertopen"||t==="vertclose"||t===
"horzopen"||t==="horzclose"||t==="diagtl"||t==="diagtr"||t==="diagbl"||t==="diagbr"||t==="hlslice"||t==="hrslice"||t==="\
vuslice"||t==="vdslice"||t==="hblur"||t==="distance"||t==="radial"||t==="pixelize"||t==="squeezeh"||t==="squeezev"||t===
"zoomin")){let i={instancePath:s+"/transition/type",schemaPath:"#/$defs/transition/properties/type/enum",keyword:"enum",
params:{allowedValues:q.properties.type.enum}};e===null?e=[i]:e.push(i),n++}}if(r.duration!==void 0){let t=r.duration;if(typeof t==
"number"&&isFinite(t)){if(t>60||isNaN(t)){let i={instancePath:s+"/transition/duration",schemaPath:"#/$defs/transition/pr\
operties/duration/maximum",keyword:"maximum",params:{comparison:"<=",limit:60}};e===null?e=[i]:e.push(i),n++}if(t<=0||isNaN(
t)){let i={instancePath:s+"/transition/duration",schemaPath:"#/$defs/transition/properties/duration/exclusiveMinimum",keyword:"\
exclusiveMinimum",params:{comparison:">",limit:0}};e===null?e=[i]:e.push(i),n++}}else{let i={instancePath:s+"/transition\
/duration",schemaPath:"#/$defs/transition/properties/duration/type",keyword:"type",params:{type:"number"}};e===null?e=[i]:
e.push(i),n++}}}}if(p.fit!==void 0){let r=p.fit;if(typeof r!="string"){let t={instancePath:s+"/fit",schemaPath:"#/proper\
ties/fit/type",keyword:"type",params:{type:"string"}};e===null?e=[t]:e.push(t),n++}if(!(r==="letterbox"||r==="crop"||r===
"blur")){let t={instancePath:s+"/fit",schemaPath:"#/properties/fit/enum",keyword:"enum",params:{allowedValues:k.properties.
fit.enum}};e===null?e=[t]:e.push(t),n++}}if(p.match!==void 0){let r=p.match;if(typeof r!="string"){let t={instancePath:s+
"/match",schemaPath:"#/properties/match/type",keyword:"type",params:{type:"string"}};e===null?e=[t]:e.push(t),n++}if(!(r===
"colour"||r==="off")){let t={instancePath:s+"/match",schemaPath:"#/properties/match/enum",keyword:"enum",params:{allowedValues:k.
properties.match.enum}};e===null?e=[t]:e.push(t),n++}}if(p.options!==void 0){let r=p.options;if(!(r&&typeof r=="object"&&
!Array.isArray(r))){let t={instancePath:s+"/options",schemaPath:"#/properties/options/type",keyword:"type",params:{type:"\
object"}};e===null?e=[t]:e.push(t),n++}}}else{let r={instancePath:s,schemaPath:"#/type",keyword:"type",params:{type:"obj\
ect"}};e===null?e=[r]:e.push(r),n++}return $.errors=e,n===0}$.evaluated={props:!0,dynamicProps:!1,dynamicItems:!1};var re={
type:"object",properties:{music:{$ref:"#/$defs/music"},loudness:{type:["number","string"],minimum:-70,maximum:-5,pattern:"\
^off$"}},additionalProperties:!1},ie={type:["string","object"],minLength:1,maxLength:1024,properties:{file:{minLength:1,
maxLength:1024,type:"string"},gain_db:{type:"number",minimum:-96,maximum:24},fade_in:{type:"number",minimum:0,maximum:3600},
fade_out:{type:"number",minimum:0,maximum:3600},loop:{type:"boolean"},duck:{type:"boolean"}},required:["file"],additionalProperties:!1},
se=new RegExp("^off$","u");function v(p,{instancePath:s="",parentData:y,parentDataProperty:g,rootData:h=p,dynamicAnchors:P={}}={}){
let e=null,n=0,l=v.evaluated;if(l.dynamicProps&&(l.props=void 0),l.dynamicItems&&(l.items=void 0),p&&typeof p=="object"&&
!Array.isArray(p)){for(let r in p)if(!(r==="music"||r==="loudness")){let t={instancePath:s,schemaPath:"#/additionalPrope\
rties",keyword:"additionalProperties",params:{additionalProperty:r}};e===null?e=[t]:e.push(t),n++}if(p.music!==void 0){let r=p.
music;if(typeof r!="string"&&!(r&&typeof r=="object"&&!Array.isArray(r))){let t={instancePath:s+"/music",schemaPath:"#/$\
defs/music/type",keyword:"type",params:{type:ie.type}};e===null?e=[t]:e.push(t),n++}if(typeof r=="string"){if(d(r)>1024){
let t={instancePath:s+"/music",schemaPath:"#/$defs/music/maxLength",keyword:"maxLength",params:{limit:1024}};e===null?e=
[t]:e.push(t),n++}if(d(r)<1){let t={instancePath:s+"/music",schemaPath:"#/$defs/music/minLength",keyword:"minLength",params:{
limit:1}};e===null?e=[t]:e.push(t),n++}}if(r&&typeof r=="object"&&!Array.isArray(r)){if(r.file===void 0){let t={instancePath:s+
"/music",schemaPath:"#/$defs/music/required",keyword:"required",params:{missingProperty:"file"}};e===null?e=[t]:e.push(t),
n++}for(let t in r)if(!(t==="file"||t==="gain_db"||t==="fade_in"||t==="fade_out"||t==="loop"||t==="duck")){let i={instancePath:s+
"/music",schemaPath:"#/$defs/music/additionalProperties",keyword:"additionalProperties",params:{additionalProperty:t}};e===
null?e=[i]:e.push(i),n++}if(r.file!==void 0){let t=r.file;if(typeof t=="string"){if(d(t)>1024){let i={instancePath:s+"/m\
usic/file",schemaPath:"#/$defs/music/properties/file/maxLength",keyword:"maxLength",params:{limit:1024}};e===null?e=[i]:
e.push(i),n++}if(d(t)<1){let i={instancePath:s+"/music/file",schemaPath:"#/$defs/music/properties/file/minLength",keyword:"\
minLength",params:{limit:1}};e===null?e=[i]:e.push(i),n++}}else{let i={instancePath:s+"/music/file",schemaPath:"#/$defs/\
music/properties/file/type",keyword:"type",params:{type:"string"}};e===null?e=[i]:e.push(i),n++}}if(r.gain_db!==void 0){
let t=r.gain_db;if(typeof t=="number"&&isFinite(t)){if(t>24||isNaN(t)){let i={instancePath:s+"/music/gain_db",schemaPath:"\
#/$defs/music/properties/gain_db/maximum",keyword:"maximum",params:{comparison:"<=",limit:24}};e===null?e=[i]:e.push(i),
n++}if(t<-96||isNaN(t)){let i={instancePath:s+"/music/gain_db",schemaPath:"#/$defs/music/properties/gain_db/minimum",keyword:"\
minimum",params:{comparison:">=",limit:-96}};e===null?e=[i]:e.push(i),n++}}else{let i={instancePath:s+"/music/gain_db",schemaPath:"\
#/$defs/music/properties/gain_db/type",keyword:"type",params:{type:"number"}};e===null?e=[i]:e.push(i),n++}}if(r.fade_in!==
void 0){let t=r.fade_in;if(typeof t=="number"&&isFinite(t)){if(t>3600||isNaN(t)){let i={instancePath:s+"/music/fade_in",
schemaPath:"#/$defs/music/properties/fade_in/maximum",keyword:"maximum",params:{comparison:"<=",limit:3600}};e===null?e=
[i]:e.push(i),n++}if(t<0||isNaN(t)){let i={instancePath:s+"/music/fade_in",schemaPath:"#/$defs/music/properties/fade_in/\
minimum",keyword:"minimum",params:{comparison:">=",limit:0}};e===null?e=[i]:e.push(i),n++}}else{let i={instancePath:s+"/\
music/fade_in",schemaPath:"#/$defs/music/properties/fade_in/type",keyword:"type",params:{type:"number"}};e===null?e=[i]:
e.push(i),n++}}if(r.fade_out!==void 0){let t=r.fade_out;if(typeof t=="number"&&isFinite(t)){if(t>3600||isNaN(t)){let i={
instancePath:s+"/music/fade_out",schemaPath:"#/$defs/music/properties/fade_out/maximum",keyword:"maximum",params:{comparison:"\
<=",limit:3600}};e===null?e=[i]:e.push(i),n++}if(t<0||isNaN(t)){let i={instancePath:s+"/music/fade_out",schemaPath:"#/$d\
efs/music/properties/fade_out/minimum",keyword:"minimum",params:{comparison:">=",limit:0}};e===null?e=[i]:e.push(i),n++}}else{
let i={instancePath:s+"/music/fade_out",schemaPath:"#/$defs/music/properties/fade_out/type",keyword:"type",params:{type:"\
number"}};e===null?e=[i]:e.push(i),n++}}if(r.loop!==void 0&&typeof r.loop!="boolean"){let t={instancePath:s+"/music/loop",
schemaPath:"#/$defs/music/properties/loop/type",keyword:"type",params:{type:"boolean"}};e===null?e=[t]:e.push(t),n++}if(r.
duck!==void 0&&typeof r.duck!="boolean"){let t={instancePath:s+"/music/duck",schemaPath:"#/$defs/music/properties/duck/t\
ype",keyword:"type",params:{type:"boolean"}};e===null?e=[t]:e.push(t),n++}}}if(p.loudness!==void 0){let r=p.loudness;if(!(typeof r==
"number"&&isFinite(r))&&typeof r!="string"){let t={instancePath:s+"/loudness",schemaPath:"#/properties/loudness/type",keyword:"\
type",params:{type:re.properties.loudness.type}};e===null?e=[t]:e.push(t),n++}if(typeof r=="number"&&isFinite(r)){if(r>-5||
isNaN(r)){let t={instancePath:s+"/loudness",schemaPath:"#/properties/loudness/maximum",keyword:"maximum",params:{comparison:"\
<=",limit:-5}};e===null?e=[t]:e.push(t),n++}if(r<-70||isNaN(r)){let t={instancePath:s+"/loudness",schemaPath:"#/properti\
es/loudness/minimum",keyword:"minimum",params:{comparison:">=",limit:-70}};e===null?e=[t]:e.push(t),n++}}if(typeof r=="s\
tring"&&!se.test(r)){let t={instancePath:s+"/loudness",schemaPath:"#/properties/loudness/pattern",keyword:"pattern",params:{
pattern:"^off$"}};e===null?e=[t]:e.push(t),n++}}}else{let r={instancePath:s,schemaPath:"#/type",keyword:"type",params:{type:"\
object"}};e===null?e=[r]:e.push(r),n++}return v.errors=e,n===0}v.evaluated={props:!0,dynamicProps:!1,dynamicItems:!1};function I(p,{
instancePath:s="",parentData:y,parentDataProperty:g,rootData:h=p,dynamicAnchors:P={}}={}){let e=null,n=0,l=I.evaluated;if(l.
dynamicProps&&(l.props=void 0),l.dynamicItems&&(l.items=void 0),p&&typeof p=="object"&&!Array.isArray(p)){if(p.version===
void 0){let i={instancePath:s,schemaPath:"#/required",keyword:"required",params:{missingProperty:"version"}};e===null?e=
[i]:e.push(i),n++}if(p.shots===void 0){let i={instancePath:s,schemaPath:"#/required",keyword:"required",params:{missingProperty:"\
shots"}};e===null?e=[i]:e.push(i),n++}for(let i in p)if(!(i==="version"||i==="title"||i==="budget"||i==="output"||i==="d\
efaults"||i==="references"||i==="shots"||i==="soundtrack")){let a={instancePath:s,schemaPath:"#/additionalProperties",keyword:"\
additionalProperties",params:{additionalProperty:i}};e===null?e=[a]:e.push(a),n++}if(p.version!==void 0&&p.version!==1){
let i={instancePath:s+"/version",schemaPath:"#/properties/version/const",keyword:"const",params:{allowedValue:1}};e===null?
e=[i]:e.push(i),n++}if(p.title!==void 0){let i=p.title;if(typeof i=="string"){if(d(i)>200){let a={instancePath:s+"/title",
schemaPath:"#/properties/title/maxLength",keyword:"maxLength",params:{limit:200}};e===null?e=[a]:e.push(a),n++}if(!j.test(
i)){let a={instancePath:s+"/title",schemaPath:"#/properties/title/pattern",keyword:"pattern",params:{pattern:"\\S"}};e===
null?e=[a]:e.push(a),n++}}else{let a={instancePath:s+"/title",schemaPath:"#/properties/title/type",keyword:"type",params:{
type:"string"}};e===null?e=[a]:e.push(a),n++}}if(p.budget!==void 0){let i=p.budget;if(i&&typeof i=="object"&&!Array.isArray(
i)){for(let a in i)if(!(a==="limit"||a==="total"||a==="on_exceed")){let o={instancePath:s+"/budget",schemaPath:"#/$defs/\
budget/additionalProperties",keyword:"additionalProperties",params:{additionalProperty:a}};e===null?e=[o]:e.push(o),n++}
if(i.limit!==void 0){let a=i.limit;if(typeof a=="number"&&isFinite(a)){if(a>1e9||isNaN(a)){let o={instancePath:s+"/budge\
t/limit",schemaPath:"#/$defs/budget/properties/limit/maximum",keyword:"maximum",params:{comparison:"<=",limit:1e9}};e===
null?e=[o]:e.push(o),n++}if(a<0||isNaN(a)){let o={instancePath:s+"/budget/limit",schemaPath:"#/$defs/budget/properties/l\
imit/minimum",keyword:"minimum",params:{comparison:">=",limit:0}};e===null?e=[o]:e.push(o),n++}}else{let o={instancePath:s+
"/budget/limit",schemaPath:"#/$defs/budget/properties/limit/type",keyword:"type",params:{type:"number"}};e===null?e=[o]:
e.push(o),n++}}if(i.total!==void 0){let a=i.total;if(typeof a=="number"&&isFinite(a)){if(a>1e9||isNaN(a)){let o={instancePath:s+
"/budget/total",schemaPath:"#/$defs/budget/properties/total/maximum",keyword:"maximum",params:{comparison:"<=",limit:1e9}};
e===null?e=[o]:e.push(o),n++}if(a<0||isNaN(a)){let o={instancePath:s+"/budget/total",schemaPath:"#/$defs/budget/properti\
es/total/minimum",keyword:"minimum",params:{comparison:">=",limit:0}};e===null?e=[o]:e.push(o),n++}}else{let o={instancePath:s+
"/budget/total",schemaPath:"#/$defs/budget/properties/total/type",keyword:"type",params:{type:"number"}};e===null?e=[o]:
e.push(o),n++}}if(i.on_exceed!==void 0){let a=i.on_exceed;if(typeof a!="string"){let o={instancePath:s+"/budget/on_excee\
d",schemaPath:"#/$defs/budget/properties/on_exceed/type",keyword:"type",params:{type:"string"}};e===null?e=[o]:e.push(o),
n++}if(!(a==="fail"||a==="degrade"||a==="trim")){let o={instancePath:s+"/budget/on_exceed",schemaPath:"#/$defs/budget/pr\
operties/on_exceed/enum",keyword:"enum",params:{allowedValues:U.properties.on_exceed.enum}};e===null?e=[o]:e.push(o),n++}}}else{
let a={instancePath:s+"/budget",schemaPath:"#/$defs/budget/type",keyword:"type",params:{type:"object"}};e===null?e=[a]:e.
push(a),n++}}if(p.output!==void 0&&(b(p.output,{instancePath:s+"/output",parentData:p,parentDataProperty:"output",rootData:h,
dynamicAnchors:P})||(e=e===null?b.errors:e.concat(b.errors),n=e.length)),p.defaults!==void 0&&($(p.defaults,{instancePath:s+
"/defaults",parentData:p,parentDataProperty:"defaults",rootData:h,dynamicAnchors:P})||(e=e===null?$.errors:e.concat($.errors),
n=e.length)),p.references!==void 0){let i=p.references;if(i&&typeof i=="object"&&!Array.isArray(i)){for(let a in i){let o=n;
if(typeof a=="string"){if(!A.test(a)){let u={instancePath:s+"/references",schemaPath:"#/$defs/name/pattern",keyword:"pat\
tern",params:{pattern:"^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$"},propertyName:a};e===null?e=[u]:e.push(u),n++}}else{let u={instancePath:s+
"/references",schemaPath:"#/$defs/name/type",keyword:"type",params:{type:"string"},propertyName:a};e===null?e=[u]:e.push(
u),n++}var r=o===n;if(!r){let u={instancePath:s+"/references",schemaPath:"#/properties/references/propertyNames",keyword:"\
propertyNames",params:{propertyName:a}};e===null?e=[u]:e.push(u),n++}}for(let a in i){let o=i[a],u=n,m=!1,N=null,H=n;if(o&&
typeof o=="object"&&!Array.isArray(o)&&o.image===void 0){let c={instancePath:s+"/references/"+a.replace(/~/g,"~0").replace(
/\//g,"~1"),schemaPath:"#/$defs/reference/oneOf/0/required",keyword:"required",params:{missingProperty:"image"}};e===null?
e=[c]:e.push(c),n++}var t=H===n;t&&(m=!0,N=0);let K=n;if(o&&typeof o=="object"&&!Array.isArray(o)&&o.video===void 0){let c={
instancePath:s+"/references/"+a.replace(/~/g,"~0").replace(/\//g,"~1"),schemaPath:"#/$defs/reference/oneOf/1/required",keyword:"\
required",params:{missingProperty:"video"}};e===null?e=[c]:e.push(c),n++}var t=K===n;if(t&&m?(m=!1,N=[N,1]):t&&(m=!0,N=1),
m)n=u,e!==null&&(u?e.length=u:e=null);else{let c={instancePath:s+"/references/"+a.replace(/~/g,"~0").replace(/\//g,"~1"),
schemaPath:"#/$defs/reference/oneOf",keyword:"oneOf",params:{passingSchemas:N}};e===null?e=[c]:e.push(c),n++}if(o&&typeof o==
"object"&&!Array.isArray(o)){for(let c in o)if(!(c==="image"||c==="video"||c==="description"||c==="sha256")){let f={instancePath:s+
"/references/"+a.replace(/~/g,"~0").replace(/\//g,"~1"),schemaPath:"#/$defs/reference/additionalProperties",keyword:"add\
itionalProperties",params:{additionalProperty:c}};e===null?e=[f]:e.push(f),n++}if(o.image!==void 0){let c=o.image;if(typeof c==
"string"){if(d(c)>2048){let f={instancePath:s+"/references/"+a.replace(/~/g,"~0").replace(/\//g,"~1")+"/image",schemaPath:"\
#/$defs/reference/properties/image/maxLength",keyword:"maxLength",params:{limit:2048}};e===null?e=[f]:e.push(f),n++}if(d(
c)<1){let f={instancePath:s+"/references/"+a.replace(/~/g,"~0").replace(/\//g,"~1")+"/image",schemaPath:"#/$defs/referen\
ce/properties/image/minLength",keyword:"minLength",params:{limit:1}};e===null?e=[f]:e.push(f),n++}}else{let f={instancePath:s+
"/references/"+a.replace(/~/g,"~0").replace(/\//g,"~1")+"/image",schemaPath:"#/$defs/reference/properties/image/type",keyword:"\
type",params:{type:"string"}};e===null?e=[f]:e.push(f),n++}}if(o.video!==void 0){let c=o.video;if(typeof c=="string"){if(d(
c)>2048){let f={instancePath:s+"/references/"+a.replace(/~/g,"~0").replace(/\//g,"~1")+"/video",schemaPath:"#/$defs/refe\
rence/properties/video/maxLength",keyword:"maxLength",params:{limit:2048}};e===null?e=[f]:e.push(f),n++}if(d(c)<1){let f={
instancePath:s+"/references/"+a.replace(/~/g,"~0").replace(/\//g,"~1")+"/video",schemaPath:"#/$defs/reference/properties\
/video/minLength",keyword:"minLength",params:{limit:1}};e===null?e=[f]:e.push(f),n++}}else{let f={instancePath:s+"/refer\
ences/"+a.replace(/~/g,"~0").replace(/\//g,"~1")+"/video",schemaPath:"#/$defs/reference/properties/video/type",keyword:"\
type",params:{type:"string"}};e===null?e=[f]:e.push(f),n++}}if(o.description!==void 0){let c=o.description;if(typeof c==
"string"){if(d(c)>2e3){let f={instancePath:s+"/references/"+a.replace(/~/g,"~0").replace(/\//g,"~1")+"/description",schemaPath:"\
#/$defs/reference/properties/description/maxLength",keyword:"maxLength",params:{limit:2e3}};e===null?e=[f]:e.push(f),n++}
if(!j.test(c)){let f={instancePath:s+"/references/"+a.replace(/~/g,"~0").replace(/\//g,"~1")+"/description",schemaPath:"\
#/$defs/reference/properties/description/pattern",keyword:"pattern",params:{pattern:"\\S"}};e===null?e=[f]:e.push(f),n++}}else{
let f={instancePath:s+"/references/"+a.replace(/~/g,"~0").replace(/\//g,"~1")+"/description",schemaPath:"#/$defs/referen\
ce/properties/description/type",keyword:"type",params:{type:"string"}};e===null?e=[f]:e.push(f),n++}}if(o.sha256!==void 0){
let c=o.sha256;if(typeof c=="string"){if(!W.test(c)){let f={instancePath:s+"/references/"+a.replace(/~/g,"~0").replace(/\//g,
"~1")+"/sha256",schemaPath:"#/$defs/reference/properties/sha256/pattern",keyword:"pattern",params:{pattern:"^[0-9a-fA-F]\
{64}$"}};e===null?e=[f]:e.push(f),n++}}else{let f={instancePath:s+"/references/"+a.replace(/~/g,"~0").replace(/\//g,"~1")+
"/sha256",schemaPath:"#/$defs/reference/properties/sha256/type",keyword:"type",params:{type:"string"}};e===null?e=[f]:e.
push(f),n++}}}else{let c={instancePath:s+"/references/"+a.replace(/~/g,"~0").replace(/\//g,"~1"),schemaPath:"#/$defs/ref\
erence/type",keyword:"type",params:{type:"object"}};e===null?e=[c]:e.push(c),n++}}}else{let a={instancePath:s+"/referenc\
es",schemaPath:"#/properties/references/type",keyword:"type",params:{type:"object"}};e===null?e=[a]:e.push(a),n++}}if(p.
shots!==void 0){let i=p.shots;if(Array.isArray(i)){if(i.length<1){let a={instancePath:s+"/shots",schemaPath:"#/$defs/sho\
tList/minItems",keyword:"minItems",params:{limit:1}};e===null?e=[a]:e.push(a),n++}}else{let a={instancePath:s+"/shots",schemaPath:"\
#/$defs/shotList/type",keyword:"type",params:{type:"array"}};e===null?e=[a]:e.push(a),n++}}p.soundtrack!==void 0&&(v(p.soundtrack,
{instancePath:s+"/soundtrack",parentData:p,parentDataProperty:"soundtrack",rootData:h,dynamicAnchors:P})||(e=e===null?v.
errors:e.concat(v.errors),n=e.length))}else{let i={instancePath:s,schemaPath:"#/type",keyword:"type",params:{type:"objec\
t"}};e===null?e=[i]:e.push(i),n++}return I.errors=e,n===0}I.evaluated={props:!0,dynamicProps:!1,dynamicItems:!1};var ue=z;var x={type:"object",properties:{id:{$ref:"#/$defs/name"},prompt:{type:"string",pattern:"\\S",maxLength:2e4},references:{
type:"array",items:{$ref:"#/$defs/name"},uniqueItems:!0,maxItems:100},continues:{$ref:"#/$defs/continues"},caption:{type:"\
string",minLength:1,maxLength:500},provider:{type:["string","array"],minLength:1,maxLength:64,items:{type:"string",minLength:1,
maxLength:64},minItems:1,maxItems:8,uniqueItems:!0},model:{type:"string",minLength:1,maxLength:200},duration:{type:"numb\
er",exclusiveMinimum:0,maximum:3600},audio:{type:"boolean"},resolution:{type:"string",enum:["720p","1080p"]},takes:{type:"\
integer",minimum:1,maximum:100},seed:{type:"integer",minimum:0,maximum:1e15},priority:{type:"integer",minimum:-1e6,maximum:1e6},
negative_prompt:{type:"string",pattern:"\\S",maxLength:2e4},shot_type:{type:"string",enum:["single","multi"]},transition:{
$ref:"#/$defs/transition"},fit:{type:"string",enum:["letterbox","crop","blur"]},match:{type:"string",enum:["colour","off"]},
options:{type:"object",additionalProperties:!0}},required:["id","prompt"],additionalProperties:!1},ne=Z().default,C={type:[
"string","object"],pattern:"^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$",properties:{shot:{$ref:"#/$defs/name"},use:{type:"string",
enum:["last-frame","clip"]}},required:["shot"],additionalProperties:!1};function L(p,{instancePath:s="",parentData:y,parentDataProperty:g,
rootData:h=p,dynamicAnchors:P={}}={}){let e=null,n=0,l=L.evaluated;if(l.dynamicProps&&(l.props=void 0),l.dynamicItems&&(l.
items=void 0),typeof p!="string"&&!(p&&typeof p=="object"&&!Array.isArray(p))){let r={instancePath:s,schemaPath:"#/type",
keyword:"type",params:{type:C.type}};e===null?e=[r]:e.push(r),n++}if(typeof p=="string"&&!A.test(p)){let r={instancePath:s,
schemaPath:"#/pattern",keyword:"pattern",params:{pattern:"^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$"}};e===null?e=[r]:e.push(r),n++}
if(p&&typeof p=="object"&&!Array.isArray(p)){if(p.shot===void 0){let r={instancePath:s,schemaPath:"#/required",keyword:"\
required",params:{missingProperty:"shot"}};e===null?e=[r]:e.push(r),n++}for(let r in p)if(!(r==="shot"||r==="use")){let t={
instancePath:s,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty:r}};e===null?
e=[t]:e.push(t),n++}if(p.shot!==void 0){let r=p.shot;if(typeof r=="string"){if(!A.test(r)){let t={instancePath:s+"/shot",
schemaPath:"#/$defs/name/pattern",keyword:"pattern",params:{pattern:"^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$"}};e===null?e=[t]:
e.push(t),n++}}else{let t={instancePath:s+"/shot",schemaPath:"#/$defs/name/type",keyword:"type",params:{type:"string"}};
e===null?e=[t]:e.push(t),n++}}if(p.use!==void 0){let r=p.use;if(typeof r!="string"){let t={instancePath:s+"/use",schemaPath:"\
#/properties/use/type",keyword:"type",params:{type:"string"}};e===null?e=[t]:e.push(t),n++}if(!(r==="last-frame"||r==="c\
lip")){let t={instancePath:s+"/use",schemaPath:"#/properties/use/enum",keyword:"enum",params:{allowedValues:C.properties.
use.enum}};e===null?e=[t]:e.push(t),n++}}}return L.errors=e,n===0}L.evaluated={props:!0,dynamicProps:!1,dynamicItems:!1};
function _(p,{instancePath:s="",parentData:y,parentDataProperty:g,rootData:h=p,dynamicAnchors:P={}}={}){let e=null,n=0,l=_.
evaluated;if(l.dynamicProps&&(l.props=void 0),l.dynamicItems&&(l.items=void 0),p&&typeof p=="object"&&!Array.isArray(p)){
if(p.id===void 0){let r={instancePath:s,schemaPath:"#/required",keyword:"required",params:{missingProperty:"id"}};e===null?
e=[r]:e.push(r),n++}if(p.prompt===void 0){let r={instancePath:s,schemaPath:"#/required",keyword:"required",params:{missingProperty:"\
prompt"}};e===null?e=[r]:e.push(r),n++}for(let r in p)if(!E.call(x.properties,r)){let t={instancePath:s,schemaPath:"#/ad\
ditionalProperties",keyword:"additionalProperties",params:{additionalProperty:r}};e===null?e=[t]:e.push(t),n++}if(p.id!==
void 0){let r=p.id;if(typeof r=="string"){if(!A.test(r)){let t={instancePath:s+"/id",schemaPath:"#/$defs/name/pattern",keyword:"\
pattern",params:{pattern:"^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$"}};e===null?e=[t]:e.push(t),n++}}else{let t={instancePath:s+"\
/id",schemaPath:"#/$defs/name/type",keyword:"type",params:{type:"string"}};e===null?e=[t]:e.push(t),n++}}if(p.prompt!==void 0){
let r=p.prompt;if(typeof r=="string"){if(d(r)>2e4){let t={instancePath:s+"/prompt",schemaPath:"#/properties/prompt/maxLe\
ngth",keyword:"maxLength",params:{limit:2e4}};e===null?e=[t]:e.push(t),n++}if(!j.test(r)){let t={instancePath:s+"/prompt",
schemaPath:"#/properties/prompt/pattern",keyword:"pattern",params:{pattern:"\\S"}};e===null?e=[t]:e.push(t),n++}}else{let t={
instancePath:s+"/prompt",schemaPath:"#/properties/prompt/type",keyword:"type",params:{type:"string"}};e===null?e=[t]:e.push(
t),n++}}if(p.references!==void 0){let r=p.references;if(Array.isArray(r)){if(r.length>100){let o={instancePath:s+"/refer\
ences",schemaPath:"#/properties/references/maxItems",keyword:"maxItems",params:{limit:100}};e===null?e=[o]:e.push(o),n++}
let t=r.length;for(let o=0;o<t;o++){let u=r[o];if(typeof u=="string"){if(!A.test(u)){let m={instancePath:s+"/references/"+
o,schemaPath:"#/$defs/name/pattern",keyword:"pattern",params:{pattern:"^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$"}};e===null?e=[m]:
e.push(m),n++}}else{let m={instancePath:s+"/references/"+o,schemaPath:"#/$defs/name/type",keyword:"type",params:{type:"s\
tring"}};e===null?e=[m]:e.push(m),n++}}let i=r.length,a;if(i>1){e:for(;i--;)for(a=i;a--;)if(ne(r[i],r[a])){let o={instancePath:s+
"/references",schemaPath:"#/properties/references/uniqueItems",keyword:"uniqueItems",params:{i,j:a}};e===null?e=[o]:e.push(
o),n++;break e}}}else{let t={instancePath:s+"/references",schemaPath:"#/properties/references/type",keyword:"type",params:{
type:"array"}};e===null?e=[t]:e.push(t),n++}}if(p.continues!==void 0&&(L(p.continues,{instancePath:s+"/continues",parentData:p,
parentDataProperty:"continues",rootData:h,dynamicAnchors:P})||(e=e===null?L.errors:e.concat(L.errors),n=e.length)),p.caption!==
void 0){let r=p.caption;if(typeof r=="string"){if(d(r)>500){let t={instancePath:s+"/caption",schemaPath:"#/properties/ca\
ption/maxLength",keyword:"maxLength",params:{limit:500}};e===null?e=[t]:e.push(t),n++}if(d(r)<1){let t={instancePath:s+"\
/caption",schemaPath:"#/properties/caption/minLength",keyword:"minLength",params:{limit:1}};e===null?e=[t]:e.push(t),n++}}else{
let t={instancePath:s+"/caption",schemaPath:"#/properties/caption/type",keyword:"type",params:{type:"string"}};e===null?
e=[t]:e.push(t),n++}}if(p.provider!==void 0){let r=p.provider;if(typeof r!="string"&&!Array.isArray(r)){let t={instancePath:s+
"/provider",schemaPath:"#/properties/provider/type",keyword:"type",params:{type:x.properties.provider.type}};e===null?e=
[t]:e.push(t),n++}if(typeof r=="string"){if(d(r)>64){let t={instancePath:s+"/provider",schemaPath:"#/properties/provider\
/maxLength",keyword:"maxLength",params:{limit:64}};e===null?e=[t]:e.push(t),n++}if(d(r)<1){let t={instancePath:s+"/provi\
der",schemaPath:"#/properties/provider/minLength",keyword:"minLength",params:{limit:1}};e===null?e=[t]:e.push(t),n++}}if(Array.
isArray(r)){if(r.length>8){let o={instancePath:s+"/provider",schemaPath:"#/properties/provider/maxItems",keyword:"maxIte\
ms",params:{limit:8}};e===null?e=[o]:e.push(o),n++}if(r.length<1){let o={instancePath:s+"/provider",schemaPath:"#/proper\
ties/provider/minItems",keyword:"minItems",params:{limit:1}};e===null?e=[o]:e.push(o),n++}let t=r.length;for(let o=0;o<t;o++){
let u=r[o];if(typeof u=="string"){if(d(u)>64){let m={instancePath:s+"/provider/"+o,schemaPath:"#/properties/provider/ite\
ms/maxLength",keyword:"maxLength",params:{limit:64}};e===null?e=[m]:e.push(m),n++}if(d(u)<1){let m={instancePath:s+"/pro\
vider/"+o,schemaPath:"#/properties/provider/items/minLength",keyword:"minLength",params:{limit:1}};e===null?e=[m]:e.push(
m),n++}}else{let m={instancePath:s+"/provider/"+o,schemaPath:"#/properties/provider/items/type",keyword:"type",params:{type:"\
string"}};e===null?e=[m]:e.push(m),n++}}let i=r.length,a;if(i>1){let o={};for(;i--;){let u=r[i];if(typeof u=="string"){if(typeof o[u]==
"number"){a=o[u];let m={instancePath:s+"/provider",schemaPath:"#/properties/provider/uniqueItems",keyword:"uniqueItems",
params:{i,j:a}};e===null?e=[m]:e.push(m),n++;break}o[u]=i}}}}}if(p.model!==void 0){let r=p.model;if(typeof r=="string"){
if(d(r)>200){let t={instancePath:s+"/model",schemaPath:"#/properties/model/maxLength",keyword:"maxLength",params:{limit:200}};
e===null?e=[t]:e.push(t),n++}if(d(r)<1){let t={instancePath:s+"/model",schemaPath:"#/properties/model/minLength",keyword:"\
minLength",params:{limit:1}};e===null?e=[t]:e.push(t),n++}}else{let t={instancePath:s+"/model",schemaPath:"#/properties/\
model/type",keyword:"type",params:{type:"string"}};e===null?e=[t]:e.push(t),n++}}if(p.duration!==void 0){let r=p.duration;
if(typeof r=="number"&&isFinite(r)){if(r>3600||isNaN(r)){let t={instancePath:s+"/duration",schemaPath:"#/properties/dura\
tion/maximum",keyword:"maximum",params:{comparison:"<=",limit:3600}};e===null?e=[t]:e.push(t),n++}if(r<=0||isNaN(r)){let t={
instancePath:s+"/duration",schemaPath:"#/properties/duration/exclusiveMinimum",keyword:"exclusiveMinimum",params:{comparison:"\
>",limit:0}};e===null?e=[t]:e.push(t),n++}}else{let t={instancePath:s+"/duration",schemaPath:"#/properties/duration/type",
keyword:"type",params:{type:"number"}};e===null?e=[t]:e.push(t),n++}}if(p.audio!==void 0&&typeof p.audio!="boolean"){let r={
instancePath:s+"/audio",schemaPath:"#/properties/audio/type",keyword:"type",params:{type:"boolean"}};e===null?e=[r]:e.push(
r),n++}if(p.resolution!==void 0){let r=p.resolution;if(typeof r!="string"){let t={instancePath:s+"/resolution",schemaPath:"\
#/properties/resolution/type",keyword:"type",params:{type:"string"}};e===null?e=[t]:e.push(t),n++}if(!(r==="720p"||r==="\
1080p")){let t={instancePath:s+"/resolution",schemaPath:"#/properties/resolution/enum",keyword:"enum",params:{allowedValues:x.
properties.resolution.enum}};e===null?e=[t]:e.push(t),n++}}if(p.takes!==void 0){let r=p.takes;if(!(typeof r=="number"&&!(r%
1)&&!isNaN(r)&&isFinite(r))){let t={instancePath:s+"/takes",schemaPath:"#/properties/takes/type",keyword:"type",params:{
type:"integer"}};e===null?e=[t]:e.push(t),n++}if(typeof r=="number"&&isFinite(r)){if(r>100||isNaN(r)){let t={instancePath:s+
"/takes",schemaPath:"#/properties/takes/maximum",keyword:"maximum",params:{comparison:"<=",limit:100}};e===null?e=[t]:e.
push(t),n++}if(r<1||isNaN(r)){let t={instancePath:s+"/takes",schemaPath:"#/properties/takes/minimum",keyword:"minimum",params:{
comparison:">=",limit:1}};e===null?e=[t]:e.push(t),n++}}}if(p.seed!==void 0){let r=p.seed;if(!(typeof r=="number"&&!(r%1)&&
!isNaN(r)&&isFinite(r))){let t={instancePath:s+"/seed",schemaPath:"#/properties/seed/type",keyword:"type",params:{type:"\
integer"}};e===null?e=[t]:e.push(t),n++}if(typeof r=="number"&&isFinite(r)){if(r>1e15||isNaN(r)){let t={instancePath:s+"\
/seed",schemaPath:"#/properties/seed/maximum",keyword:"maximum",params:{comparison:"<=",limit:1e15}};e===null?e=[t]:e.push(
t),n++}if(r<0||isNaN(r)){let t={instancePath:s+"/seed",schemaPath:"#/properties/seed/minimum",keyword:"minimum",params:{
comparison:">=",limit:0}};e===null?e=[t]:e.push(t),n++}}}if(p.priority!==void 0){let r=p.priority;if(!(typeof r=="number"&&
!(r%1)&&!isNaN(r)&&isFinite(r))){let t={instancePath:s+"/priority",schemaPath:"#/properties/priority/type",keyword:"type",
params:{type:"integer"}};e===null?e=[t]:e.push(t),n++}if(typeof r=="number"&&isFinite(r)){if(r>1e6||isNaN(r)){let t={instancePath:s+
"/priority",schemaPath:"#/properties/priority/maximum",keyword:"maximum",params:{comparison:"<=",limit:1e6}};e===null?e=
[t]:e.push(t),n++}if(r<-1e6||isNaN(r)){let t={instancePath:s+"/priority",schemaPath:"#/properties/priority/minimum",keyword:"\
minimum",params:{comparison:">=",limit:-1e6}};e===null?e=[t]:e.push(t),n++}}}if(p.negative_prompt!==void 0){let r=p.negative_prompt;
if(typeof r=="string"){if(d(r)>2e4){let t={instancePath:s+"/negative_prompt",schemaPath:"#/properties/negative_prompt/ma\
xLength",keyword:"maxLength",params:{limit:2e4}};e===null?e=[t]:e.push(t),n++}if(!j.test(r)){let t={instancePath:s+"/neg\
ative_prompt",schemaPath:"#/properties/negative_prompt/pattern",keyword:"pattern",params:{pattern:"\\S"}};e===null?e=[t]:
e.push(t),n++}}else{let t={instancePath:s+"/negative_prompt",schemaPath:"#/properties/negative_prompt/type",keyword:"typ\
e",params:{type:"string"}};e===null?e=[t]:e.push(t),n++}}if(p.shot_type!==void 0){let r=p.shot_type;if(typeof r!="string"){
let t={instancePath:s+"/shot_type",schemaPath:"#/properties/shot_type/type",keyword:"type",params:{type:"string"}};e===null?
e=[t]:e.push(t),n++}if(!(r==="single"||r==="multi")){let t={instancePath:s+"/shot_type",schemaPath:"#/properties/shot_ty\
pe/enum",keyword:"enum",params:{allowedValues:x.properties.shot_type.enum}};e===null?e=[t]:e.push(t),n++}}if(p.transition!==
void 0){let r=p.transition;if(!(r&&typeof r=="object"&&!Array.isArray(r))&&typeof r!="string"){let t={instancePath:s+"/t\
ransition",schemaPath:"#/$defs/transition/type",keyword:"type",params:{type:q.type}};e===null?e=[t]:e.push(t),n++}if(typeof r==
"string"&&!B.test(r)){let t={instancePath:s+"/transition",schemaPath:"#/$defs/transition/pattern",keyword:"pattern",params:{
pattern:"^none$"}};e===null?e=[t]:e.push(t),n++}if(r&&typeof r=="object"&&!Array.isArray(r)){for(let t in r)if(!(t==="ty\
pe"||t==="duration")){let i={instancePath:s+"/transition",schemaPath:"#/$defs/transition/additionalProperties",keyword:"\
additionalProperties",params:{additionalProperty:t}};e===null?e=[i]:e.push(i),n++}if(r.type!==void 0){let t=r.type;if(typeof t!=
"string"){let i={instancePath:s+"/transition/type",schemaPath:"#/$defs/transition/properties/type/type",keyword:"type",params:{
type:"string"}};e===null?e=[i]:e.push(i),n++}if(!(t==="fade"||t==="dissolve"||t==="fadeblack"||t==="fadewhite"||t==="fad\
egrays"||t==="fadefast"||t==="fadeslow"||t==="wipeleft"||t==="wiperight"||t==="wipeup"||t==="wipedown"||t==="wipetl"||t===
"wipetr"||t==="wipebl"||t==="wipebr"||t==="slideleft"||t==="slideright"||t==="slideup"||t==="slidedown"||t==="smoothleft"||
t==="smoothright"||t==="smoothup"||t==="smoothdown"||t==="circlecrop"||t==="circleopen"||t==="circleclose"||t==="rectcro\
p"||t==="vertopen"||t==="vertclose"||t==="horzopen"||t==="horzclose"||t==="diagtl"||t==="diagtr"||t==="diagbl"||t==="dia\
gbr"||t==="hlslice"||t==="hrslice"||t==="vuslice"||t==="vdslice"||t==="hblur"||t==="distance"||t==="radial"||t==="pixeli\
ze"||t==="squeezeh"||t==="squeezev"||t==="zoomin")){let i={instancePath:s+"/transition/type",schemaPath:"#/$defs/transit\
ion/properties/type/enum",keyword:"enum",params:{allowedValues:q.properties.type.enum}};e===null?e=[i]:e.push(i),n++}}if(r.
duration!==void 0){let t=r.duration;if(typeof t=="number"&&isFinite(t)){if(t>60||isNaN(t)){let i={instancePath:s+"/trans\
ition/duration",schemaPath:"#/$defs/transition/properties/duration/maximum",keyword:"maximum",params:{comparison:"<=",limit:60}};
e===null?e=[i]:e.push(i),n++}if(t<=0||isNaN(t)){let i={instancePath:s+"/transition/duration",schemaPath:"#/$defs/transit\
ion/properties/duration/exclusiveMinimum",keyword:"exclusiveMinimum",params:{comparison:">",limit:0}};e===null?e=[i]:e.push(
i),n++}}else{let i={instancePath:s+"/transition/duration",schemaPath:"#/$defs/transition/properties/duration/type",keyword:"\
type",params:{type:"number"}};e===null?e=[i]:e.push(i),n++}}}}if(p.fit!==void 0){let r=p.fit;if(typeof r!="string"){let t={
instancePath:s+"/fit",schemaPath:"#/properties/fit/type",keyword:"type",params:{type:"string"}};e===null?e=[t]:e.push(t),
n++}if(!(r==="letterbox"||r==="crop"||r==="blur")){let t={instancePath:s+"/fit",schemaPath:"#/properties/fit/enum",keyword:"\
enum",params:{allowedValues:x.properties.fit.enum}};e===null?e=[t]:e.push(t),n++}}if(p.match!==void 0){let r=p.match;if(typeof r!=
"string"){let t={instancePath:s+"/match",schemaPath:"#/properties/match/type",keyword:"type",params:{type:"string"}};e===
null?e=[t]:e.push(t),n++}if(!(r==="colour"||r==="off")){let t={instancePath:s+"/match",schemaPath:"#/properties/match/en\
um",keyword:"enum",params:{allowedValues:x.properties.match.enum}};e===null?e=[t]:e.push(t),n++}}if(p.options!==void 0){
let r=p.options;if(!(r&&typeof r=="object"&&!Array.isArray(r))){let t={instancePath:s+"/options",schemaPath:"#/propertie\
s/options/type",keyword:"type",params:{type:"object"}};e===null?e=[t]:e.push(t),n++}}}else{let r={instancePath:s,schemaPath:"\
#/type",keyword:"type",params:{type:"object"}};e===null?e=[r]:e.push(r),n++}return _.errors=e,n===0}_.evaluated={props:!0,
dynamicProps:!1,dynamicItems:!1};function z(p,{instancePath:s="",parentData:y,parentDataProperty:g,rootData:h=p,dynamicAnchors:P={}}={}){
let e=null,n=0,l=z.evaluated;return l.dynamicProps&&(l.props=void 0),l.dynamicItems&&(l.items=void 0),_(p,{instancePath:s,
parentData:y,parentDataProperty:g,rootData:h,dynamicAnchors:P})||(e=e===null?_.errors:e.concat(_.errors),n=e.length),z.errors=
e,n===0}z.evaluated={props:!0,dynamicProps:!1,dynamicItems:!1};var fe=F;function F(p,{instancePath:s="",parentData:y,parentDataProperty:g,rootData:h=p,dynamicAnchors:P={}}={}){let e=null,n=0,l=F.
evaluated;if(l.dynamicProps&&(l.props=void 0),l.dynamicItems&&(l.items=void 0),p&&typeof p=="object"&&!Array.isArray(p)){
if(p.include===void 0){let r={instancePath:s,schemaPath:"#/required",keyword:"required",params:{missingProperty:"include"}};
e===null?e=[r]:e.push(r),n++}for(let r in p)if(r!=="include"){let t={instancePath:s,schemaPath:"#/additionalProperties",
keyword:"additionalProperties",params:{additionalProperty:r}};e===null?e=[t]:e.push(t),n++}if(p.include!==void 0){let r=p.
include;if(typeof r=="string"){if(d(r)>1024){let t={instancePath:s+"/include",schemaPath:"#/properties/include/maxLength",
keyword:"maxLength",params:{limit:1024}};e===null?e=[t]:e.push(t),n++}if(d(r)<1){let t={instancePath:s+"/include",schemaPath:"\
#/properties/include/minLength",keyword:"minLength",params:{limit:1}};e===null?e=[t]:e.push(t),n++}}else{let t={instancePath:s+
"/include",schemaPath:"#/properties/include/type",keyword:"type",params:{type:"string"}};e===null?e=[t]:e.push(t),n++}}}else{
let r={instancePath:s,schemaPath:"#/type",keyword:"type",params:{type:"object"}};e===null?e=[r]:e.push(r),n++}return F.errors=
e,n===0}F.evaluated={props:!0,dynamicProps:!1,dynamicItems:!1};

/** Whether a value has the form of a storyboard file, its shots aside; `errors` of the function says what is wrong. */
export const validateStoryboard: Validate = le;

/** Whether a value has the form of one shot; `errors` of the function says what is wrong. */
export const validateShot: Validate = ue;

/** Whether a value has the form of an include of a scene file; `errors` of the function says what is wrong. */
export const validateInclude: Validate = fe;
