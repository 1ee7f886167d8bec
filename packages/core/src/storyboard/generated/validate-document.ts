// @ts-nocheck: generated from the schema by `pnpm generate`; not to be edited.
import type { Validate } from '../form/validate.ts';

var S=(p,i)=>()=>{try{return i||p((i={exports:{}}).exports,i),i.exports}catch(c){throw i=0,c}};var M=S(Z=>{"use strict";Object.defineProperty(Z,"__esModule",{value:!0});function J(p){let i=p.length,c=0,g=0,h;for(;g<
i;)c++,h=p.charCodeAt(g++),h>=55296&&h<=56319&&g<i&&(h=p.charCodeAt(g),(h&64512)===56320&&g++);return c}Z.default=J});var E=S((re,V)=>{"use strict";V.exports=function p(i,c){if(i===c)return!0;if(i&&c&&typeof i=="object"&&typeof c=="object"){
if(i.constructor!==c.constructor)return!1;var g,h,w;if(Array.isArray(i)){if(g=i.length,g!=c.length)return!1;for(h=g;h--!==
0;)if(!p(i[h],c[h]))return!1;return!0}if(i.constructor===RegExp)return i.source===c.source&&i.flags===c.flags;if(i.valueOf!==
Object.prototype.valueOf)return i.valueOf()===c.valueOf();if(i.toString!==Object.prototype.toString)return i.toString()===
c.toString();if(w=Object.keys(i),g=w.length,g!==Object.keys(c).length)return!1;for(h=g;h--!==0;)if(!Object.prototype.hasOwnProperty.
call(c,w[h]))return!1;for(h=g;h--!==0;){var e=w[h];if(!p(i[e],c[e]))return!1}return!0}return i!==i&&c!==c}});var R=S(D=>{"use strict";Object.defineProperty(D,"__esModule",{value:!0});var K=E();D.default=K});var se=z;var Q={type:"object",properties:{limit:{type:"number",minimum:0,maximum:1e9},total:{type:"number",minimum:0,maximum:1e9},
on_exceed:{type:"string",enum:["fail","degrade","trim"]}},additionalProperties:!1},q={type:"object",properties:{file:{type:"\
string",pattern:"[^/]\\.mp4$",maxLength:1024},aspect:{type:"string",enum:["16:9","9:16","1:1","4:3","3:4"]},resolution:{
type:"string",enum:["720p","1080p"]},fps:{type:"number",anyOf:[{type:"integer",minimum:1,maximum:120},{enum:[23.976,29.97,
59.94]}]},fit:{type:"string",enum:["letterbox","crop","blur"]}},additionalProperties:!1};var y=M().default,A=new RegExp("\\S","u"),T=new RegExp("[^/]\\.mp4$","u"),N=new RegExp("^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$",
"u"),U=new RegExp("^[0-9a-fA-F]{64}$","u"),_={type:"object",properties:{provider:{type:["string","array"],minLength:1,maxLength:64,
items:{type:"string",minLength:1,maxLength:64},minItems:1,maxItems:8,uniqueItems:!0},model:{type:"string",minLength:1,maxLength:200},
duration:{type:"number",exclusiveMinimum:0,maximum:3600},audio:{type:"boolean"},resolution:{type:"string",enum:["720p","\
1080p"]},takes:{type:"integer",minimum:1,maximum:100},seed:{type:"integer",minimum:0,maximum:1e15},priority:{type:"integ\
er",minimum:-1e6,maximum:1e6},negative_prompt:{type:"string",pattern:"\\S",maxLength:2e4},shot_type:{type:"string",enum:[
"single","multi"]},transition:{$ref:"#/$defs/transition"},fit:{type:"string",enum:["letterbox","crop","blur"]},options:{
type:"object",additionalProperties:!0}},additionalProperties:!1},I={type:["object","string"],pattern:"^none$",properties:{
type:{type:"string",enum:["fade","dissolve","fadeblack","fadewhite","fadegrays","fadefast","fadeslow","wipeleft","wiperi\
ght","wipeup","wipedown","wipetl","wipetr","wipebl","wipebr","slideleft","slideright","slideup","slidedown","smoothleft",
"smoothright","smoothup","smoothdown","circlecrop","circleopen","circleclose","rectcrop","vertopen","vertclose","horzope\
n","horzclose","diagtl","diagtr","diagbl","diagbr","hlslice","hrslice","vuslice","vdslice","hblur","distance","radial","\
pixelize","squeezeh","squeezev","zoomin"]},duration:{type:"number",exclusiveMinimum:0,maximum:60}},additionalProperties:!1},
B=Object.prototype.hasOwnProperty,G=new RegExp("^none$","u");function x(p,{instancePath:i="",parentData:c,parentDataProperty:g,
rootData:h=p,dynamicAnchors:w={}}={}){let e=null,s=0,f=x.evaluated;if(f.dynamicProps&&(f.props=void 0),f.dynamicItems&&(f.
items=void 0),p&&typeof p=="object"&&!Array.isArray(p)){for(let r in p)if(!B.call(_.properties,r)){let t={instancePath:i,
schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty:r}};e===null?e=[t]:e.push(
t),s++}if(p.provider!==void 0){let r=p.provider;if(typeof r!="string"&&!Array.isArray(r)){let t={instancePath:i+"/provid\
er",schemaPath:"#/properties/provider/type",keyword:"type",params:{type:_.properties.provider.type}};e===null?e=[t]:e.push(
t),s++}if(typeof r=="string"){if(y(r)>64){let t={instancePath:i+"/provider",schemaPath:"#/properties/provider/maxLength",
keyword:"maxLength",params:{limit:64}};e===null?e=[t]:e.push(t),s++}if(y(r)<1){let t={instancePath:i+"/provider",schemaPath:"\
#/properties/provider/minLength",keyword:"minLength",params:{limit:1}};e===null?e=[t]:e.push(t),s++}}if(Array.isArray(r)){
if(r.length>8){let n={instancePath:i+"/provider",schemaPath:"#/properties/provider/maxItems",keyword:"maxItems",params:{
limit:8}};e===null?e=[n]:e.push(n),s++}if(r.length<1){let n={instancePath:i+"/provider",schemaPath:"#/properties/provide\
r/minItems",keyword:"minItems",params:{limit:1}};e===null?e=[n]:e.push(n),s++}let t=r.length;for(let n=0;n<t;n++){let o=r[n];
if(typeof o=="string"){if(y(o)>64){let l={instancePath:i+"/provider/"+n,schemaPath:"#/properties/provider/items/maxLengt\
h",keyword:"maxLength",params:{limit:64}};e===null?e=[l]:e.push(l),s++}if(y(o)<1){let l={instancePath:i+"/provider/"+n,schemaPath:"\
#/properties/provider/items/minLength",keyword:"minLength",params:{limit:1}};e===null?e=[l]:e.push(l),s++}}else{let l={instancePath:i+
"/provider/"+n,schemaPath:"#/properties/provider/items/type",keyword:"type",params:{type:"string"}};e===null?e=[l]:e.push(
l),s++}}let a=r.length,m;if(a>1){let n={};for(;a--;){let o=r[a];if(typeof o=="string"){if(typeof n[o]=="number"){m=n[o];
let l={instancePath:i+"/provider",schemaPath:"#/properties/provider/uniqueItems",keyword:"uniqueItems",params:{i:a,j:m}};
e===null?e=[l]:e.push(l),s++;break}n[o]=a}}}}}if(p.model!==void 0){let r=p.model;if(typeof r=="string"){if(y(r)>200){let t={
instancePath:i+"/model",schemaPath:"#/properties/model/maxLength",keyword:"maxLength",params:{limit:200}};e===null?e=[t]:
e.push(t),s++}if(y(r)<1){let t={instancePath:i+"/model",schemaPath:"#/properties/model/minLength",keyword:"minLength",params:{
limit:1}};e===null?e=[t]:e.push(t),s++}}else{let t={instancePath:i+"/model",schemaPath:"#/properties/model/type",keyword:"\
type",params:{type:"string"}};e===null?e=[t]:e.push(t),s++}}if(p.duration!==void 0){let r=p.duration;if(typeof r=="numbe\
r"&&isFinite(r)){if(r>3600||isNaN(r)){let t={instancePath:i+"/duration",schemaPath:"#/properties/duration/maximum",keyword:"\
maximum",params:{comparison:"<=",limit:3600}};e===null?e=[t]:e.push(t),s++}if(r<=0||isNaN(r)){let t={instancePath:i+"/du\
ration",schemaPath:"#/properties/duration/exclusiveMinimum",keyword:"exclusiveMinimum",params:{comparison:">",limit:0}};
e===null?e=[t]:e.push(t),s++}}else{let t={instancePath:i+"/duration",schemaPath:"#/properties/duration/type",keyword:"ty\
pe",params:{type:"number"}};e===null?e=[t]:e.push(t),s++}}if(p.audio!==void 0&&typeof p.audio!="boolean"){let r={instancePath:i+
"/audio",schemaPath:"#/properties/audio/type",keyword:"type",params:{type:"boolean"}};e===null?e=[r]:e.push(r),s++}if(p.
resolution!==void 0){let r=p.resolution;if(typeof r!="string"){let t={instancePath:i+"/resolution",schemaPath:"#/propert\
ies/resolution/type",keyword:"type",params:{type:"string"}};e===null?e=[t]:e.push(t),s++}if(!(r==="720p"||r==="1080p")){
let t={instancePath:i+"/resolution",schemaPath:"#/properties/resolution/enum",keyword:"enum",params:{allowedValues:_.properties.
resolution.enum}};e===null?e=[t]:e.push(t),s++}}if(p.takes!==void 0){let r=p.takes;if(!(typeof r=="number"&&!(r%1)&&!isNaN(
r)&&isFinite(r))){let t={instancePath:i+"/takes",schemaPath:"#/properties/takes/type",keyword:"type",params:{type:"integ\
er"}};e===null?e=[t]:e.push(t),s++}if(typeof r=="number"&&isFinite(r)){if(r>100||isNaN(r)){let t={instancePath:i+"/takes",
schemaPath:"#/properties/takes/maximum",keyword:"maximum",params:{comparison:"<=",limit:100}};e===null?e=[t]:e.push(t),s++}
if(r<1||isNaN(r)){let t={instancePath:i+"/takes",schemaPath:"#/properties/takes/minimum",keyword:"minimum",params:{comparison:"\
>=",limit:1}};e===null?e=[t]:e.push(t),s++}}}if(p.seed!==void 0){let r=p.seed;if(!(typeof r=="number"&&!(r%1)&&!isNaN(r)&&
isFinite(r))){let t={instancePath:i+"/seed",schemaPath:"#/properties/seed/type",keyword:"type",params:{type:"integer"}};
e===null?e=[t]:e.push(t),s++}if(typeof r=="number"&&isFinite(r)){if(r>1e15||isNaN(r)){let t={instancePath:i+"/seed",schemaPath:"\
#/properties/seed/maximum",keyword:"maximum",params:{comparison:"<=",limit:1e15}};e===null?e=[t]:e.push(t),s++}if(r<0||isNaN(
r)){let t={instancePath:i+"/seed",schemaPath:"#/properties/seed/minimum",keyword:"minimum",params:{comparison:">=",limit:0}};
e===null?e=[t]:e.push(t),s++}}}if(p.priority!==void 0){let r=p.priority;if(!(typeof r=="number"&&!(r%1)&&!isNaN(r)&&isFinite(
r))){let t={instancePath:i+"/priority",schemaPath:"#/properties/priority/type",keyword:"type",params:{type:"integer"}};e===
null?e=[t]:e.push(t),s++}if(typeof r=="number"&&isFinite(r)){if(r>1e6||isNaN(r)){let t={instancePath:i+"/priority",schemaPath:"\
#/properties/priority/maximum",keyword:"maximum",params:{comparison:"<=",limit:1e6}};e===null?e=[t]:e.push(t),s++}if(r<-1e6||
isNaN(r)){let t={instancePath:i+"/priority",schemaPath:"#/properties/priority/minimum",keyword:"minimum",params:{comparison:"\
>=",limit:-1e6}};e===null?e=[t]:e.push(t),s++}}}if(p.negative_prompt!==void 0){let r=p.negative_prompt;if(typeof r=="str\
ing"){if(y(r)>2e4){let t={instancePath:i+"/negative_prompt",schemaPath:"#/properties/negative_prompt/maxLength",keyword:"\
maxLength",params:{limit:2e4}};e===null?e=[t]:e.push(t),s++}if(!A.test(r)){let t={instancePath:i+"/negative_prompt",schemaPath:"\
#/properties/negative_prompt/pattern",keyword:"pattern",params:{pattern:"\\S"}};e===null?e=[t]:e.push(t),s++}}else{let t={
instancePath:i+"/negative_prompt",schemaPath:"#/properties/negative_prompt/type",keyword:"type",params:{type:"string"}};
e===null?e=[t]:e.push(t),s++}}if(p.shot_type!==void 0){let r=p.shot_type;if(typeof r!="string"){let t={instancePath:i+"/\
shot_type",schemaPath:"#/properties/shot_type/type",keyword:"type",params:{type:"string"}};e===null?e=[t]:e.push(t),s++}
if(!(r==="single"||r==="multi")){let t={instancePath:i+"/shot_type",schemaPath:"#/properties/shot_type/enum",keyword:"en\
um",params:{allowedValues:_.properties.shot_type.enum}};e===null?e=[t]:e.push(t),s++}}if(p.transition!==void 0){let r=p.
transition;if(!(r&&typeof r=="object"&&!Array.isArray(r))&&typeof r!="string"){let t={instancePath:i+"/transition",schemaPath:"\
#/$defs/transition/type",keyword:"type",params:{type:I.type}};e===null?e=[t]:e.push(t),s++}if(typeof r=="string"&&!G.test(
r)){let t={instancePath:i+"/transition",schemaPath:"#/$defs/transition/pattern",keyword:"pattern",params:{pattern:"^none\
$"}};e===null?e=[t]:e.push(t),s++}if(r&&typeof r=="object"&&!Array.isArray(r)){for(let t in r)if(!(t==="type"||t==="dura\
tion")){let a={instancePath:i+"/transition",schemaPath:"#/$defs/transition/additionalProperties",keyword:"additionalProp\
erties",params:{additionalProperty:t}};e===null?e=[a]:e.push(a),s++}if(r.type!==void 0){let t=r.type;if(typeof t!="strin\
g"){let a={instancePath:i+"/transition/type",schemaPath:"#/$defs/transition/properties/type/type",keyword:"type",params:{
type:"string"}};e===null?e=[a]:e.push(a),s++}if(!(t==="fade"||t==="dissolve"||t==="fadeblack"||t==="fadewhite"||t==="fad\
egrays"||t==="fadefast"||t==="fadeslow"||t==="wipeleft"||t==="wiperight"||t==="wipeup"||t==="wipedown"||t==="wipetl"||t===
"wipetr"||t==="wipebl"||t==="wipebr"||t==="slideleft"||t==="slideright"||t==="slideup"||t==="slidedown"||t==="smoothleft"||
t==="smoothright"||t==="smoothup"||t==="smoothdown"||t==="circlecrop"||t==="circleopen"||t==="circleclose"||t==="rectcro\
p"||t==="vertopen"||t==="vertclose"||t==="horzopen"||t==="horzclose"||t==="diagtl"||t==="diagtr"||t==="diagbl"||t==="dia\
gbr"||t==="hlslice"||t==="hrslice"||t==="vuslice"||t==="vdslice"||t==="hblur"||t==="distance"||t==="radial"||t==="pixeli\
ze"||t==="squeezeh"||t==="squeezev"||t==="zoomin")){let a={instancePath:i+"/transition/type",schemaPath:"#/$defs/transit\
ion/properties/type/enum",keyword:"enum",params:{allowedValues:I.properties.type.enum}};e===null?e=[a]:e.push(a),s++}}if(r.
duration!==void 0){let t=r.duration;if(typeof t=="number"&&isFinite(t)){if(t>60||isNaN(t)){let a={instancePath:i+"/trans\
ition/duration",schemaPath:"#/$defs/transition/properties/duration/maximum",keyword:"maximum",params:{comparison:"<=",limit:60}};
e===null?e=[a]:e.push(a),s++}if(t<=0||isNaN(t)){let a={instancePath:i+"/transition/duration",schemaPath:"#/$defs/transit\
ion/properties/duration/exclusiveMinimum",keyword:"exclusiveMinimum",params:{comparison:">",limit:0}};e===null?e=[a]:e.push(
a),s++}}else{let a={instancePath:i+"/transition/duration",schemaPath:"#/$defs/transition/properties/duration/type",keyword:"\
type",params:{type:"number"}};e===null?e=[a]:e.push(a),s++}}}}if(p.fit!==void 0){let r=p.fit;if(typeof r!="string"){let t={
instancePath:i+"/fit",schemaPath:"#/properties/fit/type",keyword:"type",params:{type:"string"}};e===null?e=[t]:e.push(t),
s++}if(!(r==="letterbox"||r==="crop"||r==="blur")){let t={instancePath:i+"/fit",schemaPath:"#/properties/fit/enum",keyword:"\
enum",params:{allowedValues:_.properties.fit.enum}};e===null?e=[t]:e.push(t),s++}}if(p.options!==void 0){let r=p.options;
if(!(r&&typeof r=="object"&&!Array.isArray(r))){let t={instancePath:i+"/options",schemaPath:"#/properties/options/type",
keyword:"type",params:{type:"object"}};e===null?e=[t]:e.push(t),s++}}}else{let r={instancePath:i,schemaPath:"#/type",keyword:"\
type",params:{type:"object"}};e===null?e=[r]:e.push(r),s++}return x.errors=e,s===0}x.evaluated={props:!0,dynamicProps:!1,
dynamicItems:!1};var W={type:"object",properties:{music:{$ref:"#/$defs/music"},loudness:{type:["number","string"],minimum:-70,
maximum:-5,pattern:"^off$"}},additionalProperties:!1};var X=new RegExp("^off$","u");function v(p,{instancePath:i="",parentData:c,parentDataProperty:g,rootData:h=p,dynamicAnchors:w={}}={}){
let e=null,s=0,f=v.evaluated;if(f.dynamicProps&&(f.props=void 0),f.dynamicItems&&(f.items=void 0),p&&typeof p=="object"&&
!Array.isArray(p)){for(let r in p)if(!(r==="music"||r==="loudness")){let t={instancePath:i,schemaPath:"#/additionalPrope\
rties",keyword:"additionalProperties",params:{additionalProperty:r}};e===null?e=[t]:e.push(t),s++}if(p.music!==void 0){let r=p.
music;if(r&&typeof r=="object"&&!Array.isArray(r)){if(r.file===void 0){let t={instancePath:i+"/music",schemaPath:"#/$def\
s/music/required",keyword:"required",params:{missingProperty:"file"}};e===null?e=[t]:e.push(t),s++}for(let t in r)if(!(t===
"file"||t==="gain_db"||t==="fade_in"||t==="fade_out"||t==="loop"||t==="duck")){let a={instancePath:i+"/music",schemaPath:"\
#/$defs/music/additionalProperties",keyword:"additionalProperties",params:{additionalProperty:t}};e===null?e=[a]:e.push(
a),s++}if(r.file!==void 0){let t=r.file;if(typeof t=="string"){if(y(t)>1024){let a={instancePath:i+"/music/file",schemaPath:"\
#/$defs/music/properties/file/maxLength",keyword:"maxLength",params:{limit:1024}};e===null?e=[a]:e.push(a),s++}if(y(t)<1){
let a={instancePath:i+"/music/file",schemaPath:"#/$defs/music/properties/file/minLength",keyword:"minLength",params:{limit:1}};
e===null?e=[a]:e.push(a),s++}}else{let a={instancePath:i+"/music/file",schemaPath:"#/$defs/music/properties/file/type",keyword:"\
type",params:{type:"string"}};e===null?e=[a]:e.push(a),s++}}if(r.gain_db!==void 0){let t=r.gain_db;if(typeof t=="number"&&
isFinite(t)){if(t>24||isNaN(t)){let a={instancePath:i+"/music/gain_db",schemaPath:"#/$defs/music/properties/gain_db/maxi\
mum",keyword:"maximum",params:{comparison:"<=",limit:24}};e===null?e=[a]:e.push(a),s++}if(t<-96||isNaN(t)){let a={instancePath:i+
"/music/gain_db",schemaPath:"#/$defs/music/properties/gain_db/minimum",keyword:"minimum",params:{comparison:">=",limit:-96}};
e===null?e=[a]:e.push(a),s++}}else{let a={instancePath:i+"/music/gain_db",schemaPath:"#/$defs/music/properties/gain_db/t\
ype",keyword:"type",params:{type:"number"}};e===null?e=[a]:e.push(a),s++}}if(r.fade_in!==void 0){let t=r.fade_in;if(typeof t==
"number"&&isFinite(t)){if(t>3600||isNaN(t)){let a={instancePath:i+"/music/fade_in",schemaPath:"#/$defs/music/properties/\
fade_in/maximum",keyword:"maximum",params:{comparison:"<=",limit:3600}};e===null?e=[a]:e.push(a),s++}if(t<0||isNaN(t)){let a={
instancePath:i+"/music/fade_in",schemaPath:"#/$defs/music/properties/fade_in/minimum",keyword:"minimum",params:{comparison:"\
>=",limit:0}};e===null?e=[a]:e.push(a),s++}}else{let a={instancePath:i+"/music/fade_in",schemaPath:"#/$defs/music/proper\
ties/fade_in/type",keyword:"type",params:{type:"number"}};e===null?e=[a]:e.push(a),s++}}if(r.fade_out!==void 0){let t=r.
fade_out;if(typeof t=="number"&&isFinite(t)){if(t>3600||isNaN(t)){let a={instancePath:i+"/music/fade_out",schemaPath:"#/\
$defs/music/properties/fade_out/maximum",keyword:"maximum",params:{comparison:"<=",limit:3600}};e===null?e=[a]:e.push(a),
s++}if(t<0||isNaN(t)){let a={instancePath:i+"/music/fade_out",schemaPath:"#/$defs/music/properties/fade_out/minimum",keyword:"\
minimum",params:{comparison:">=",limit:0}};e===null?e=[a]:e.push(a),s++}}else{let a={instancePath:i+"/music/fade_out",schemaPath:"\
#/$defs/music/properties/fade_out/type",keyword:"type",params:{type:"number"}};e===null?e=[a]:e.push(a),s++}}if(r.loop!==
void 0&&typeof r.loop!="boolean"){let t={instancePath:i+"/music/loop",schemaPath:"#/$defs/music/properties/loop/type",keyword:"\
type",params:{type:"boolean"}};e===null?e=[t]:e.push(t),s++}if(r.duck!==void 0&&typeof r.duck!="boolean"){let t={instancePath:i+
"/music/duck",schemaPath:"#/$defs/music/properties/duck/type",keyword:"type",params:{type:"boolean"}};e===null?e=[t]:e.push(
t),s++}}else{let t={instancePath:i+"/music",schemaPath:"#/$defs/music/type",keyword:"type",params:{type:"object"}};e===null?
e=[t]:e.push(t),s++}}if(p.loudness!==void 0){let r=p.loudness;if(!(typeof r=="number"&&isFinite(r))&&typeof r!="string"){
let t={instancePath:i+"/loudness",schemaPath:"#/properties/loudness/type",keyword:"type",params:{type:W.properties.loudness.
type}};e===null?e=[t]:e.push(t),s++}if(typeof r=="number"&&isFinite(r)){if(r>-5||isNaN(r)){let t={instancePath:i+"/loudn\
ess",schemaPath:"#/properties/loudness/maximum",keyword:"maximum",params:{comparison:"<=",limit:-5}};e===null?e=[t]:e.push(
t),s++}if(r<-70||isNaN(r)){let t={instancePath:i+"/loudness",schemaPath:"#/properties/loudness/minimum",keyword:"minimum",
params:{comparison:">=",limit:-70}};e===null?e=[t]:e.push(t),s++}}if(typeof r=="string"&&!X.test(r)){let t={instancePath:i+
"/loudness",schemaPath:"#/properties/loudness/pattern",keyword:"pattern",params:{pattern:"^off$"}};e===null?e=[t]:e.push(
t),s++}}}else{let r={instancePath:i,schemaPath:"#/type",keyword:"type",params:{type:"object"}};e===null?e=[r]:e.push(r),
s++}return v.errors=e,s===0}v.evaluated={props:!0,dynamicProps:!1,dynamicItems:!1};function z(p,{instancePath:i="",parentData:c,
parentDataProperty:g,rootData:h=p,dynamicAnchors:w={}}={}){let e=null,s=0,f=z.evaluated;if(f.dynamicProps&&(f.props=void 0),
f.dynamicItems&&(f.items=void 0),p&&typeof p=="object"&&!Array.isArray(p)){if(p.version===void 0){let m={instancePath:i,
schemaPath:"#/required",keyword:"required",params:{missingProperty:"version"}};e===null?e=[m]:e.push(m),s++}if(p.shots===
void 0){let m={instancePath:i,schemaPath:"#/required",keyword:"required",params:{missingProperty:"shots"}};e===null?e=[m]:
e.push(m),s++}for(let m in p)if(!(m==="version"||m==="title"||m==="budget"||m==="output"||m==="defaults"||m==="reference\
s"||m==="shots"||m==="soundtrack")){let n={instancePath:i,schemaPath:"#/additionalProperties",keyword:"additionalPropert\
ies",params:{additionalProperty:m}};e===null?e=[n]:e.push(n),s++}if(p.version!==void 0&&p.version!==1){let m={instancePath:i+
"/version",schemaPath:"#/properties/version/const",keyword:"const",params:{allowedValue:1}};e===null?e=[m]:e.push(m),s++}
if(p.title!==void 0){let m=p.title;if(typeof m=="string"){if(y(m)>200){let n={instancePath:i+"/title",schemaPath:"#/prop\
erties/title/maxLength",keyword:"maxLength",params:{limit:200}};e===null?e=[n]:e.push(n),s++}if(!A.test(m)){let n={instancePath:i+
"/title",schemaPath:"#/properties/title/pattern",keyword:"pattern",params:{pattern:"\\S"}};e===null?e=[n]:e.push(n),s++}}else{
let n={instancePath:i+"/title",schemaPath:"#/properties/title/type",keyword:"type",params:{type:"string"}};e===null?e=[n]:
e.push(n),s++}}if(p.budget!==void 0){let m=p.budget;if(m&&typeof m=="object"&&!Array.isArray(m)){for(let n in m)if(!(n===
"limit"||n==="total"||n==="on_exceed")){let o={instancePath:i+"/budget",schemaPath:"#/$defs/budget/additionalProperties",
keyword:"additionalProperties",params:{additionalProperty:n}};e===null?e=[o]:e.push(o),s++}if(m.limit!==void 0){let n=m.
limit;if(typeof n=="number"&&isFinite(n)){if(n>1e9||isNaN(n)){let o={instancePath:i+"/budget/limit",schemaPath:"#/$defs/\
budget/properties/limit/maximum",keyword:"maximum",params:{comparison:"<=",limit:1e9}};e===null?e=[o]:e.push(o),s++}if(n<
0||isNaN(n)){let o={instancePath:i+"/budget/limit",schemaPath:"#/$defs/budget/properties/limit/minimum",keyword:"minimum",
params:{comparison:">=",limit:0}};e===null?e=[o]:e.push(o),s++}}else{let o={instancePath:i+"/budget/limit",schemaPath:"#\
/$defs/budget/properties/limit/type",keyword:"type",params:{type:"number"}};e===null?e=[o]:e.push(o),s++}}if(m.total!==void 0){
let n=m.total;if(typeof n=="number"&&isFinite(n)){if(n>1e9||isNaN(n)){let o={instancePath:i+"/budget/total",schemaPath:"\
#/$defs/budget/properties/total/maximum",keyword:"maximum",params:{comparison:"<=",limit:1e9}};e===null?e=[o]:e.push(o),
s++}if(n<0||isNaN(n)){let o={instancePath:i+"/budget/total",schemaPath:"#/$defs/budget/properties/total/minimum",keyword:"\
minimum",params:{comparison:">=",limit:0}};e===null?e=[o]:e.push(o),s++}}else{let o={instancePath:i+"/budget/total",schemaPath:"\
#/$defs/budget/properties/total/type",keyword:"type",params:{type:"number"}};e===null?e=[o]:e.push(o),s++}}if(m.on_exceed!==
void 0){let n=m.on_exceed;if(typeof n!="string"){let o={instancePath:i+"/budget/on_exceed",schemaPath:"#/$defs/budget/pr\
operties/on_exceed/type",keyword:"type",params:{type:"string"}};e===null?e=[o]:e.push(o),s++}if(!(n==="fail"||n==="degra\
de"||n==="trim")){let o={instancePath:i+"/budget/on_exceed",schemaPath:"#/$defs/budget/properties/on_exceed/enum",keyword:"\
enum",params:{allowedValues:Q.properties.on_exceed.enum}};e===null?e=[o]:e.push(o),s++}}}else{let n={instancePath:i+"/bu\
dget",schemaPath:"#/$defs/budget/type",keyword:"type",params:{type:"object"}};e===null?e=[n]:e.push(n),s++}}if(p.output!==
void 0){let m=p.output;if(m&&typeof m=="object"&&!Array.isArray(m)){for(let n in m)if(!(n==="file"||n==="aspect"||n==="r\
esolution"||n==="fps"||n==="fit")){let o={instancePath:i+"/output",schemaPath:"#/$defs/output/additionalProperties",keyword:"\
additionalProperties",params:{additionalProperty:n}};e===null?e=[o]:e.push(o),s++}if(m.file!==void 0){let n=m.file;if(typeof n==
"string"){if(y(n)>1024){let o={instancePath:i+"/output/file",schemaPath:"#/$defs/output/properties/file/maxLength",keyword:"\
maxLength",params:{limit:1024}};e===null?e=[o]:e.push(o),s++}if(!T.test(n)){let o={instancePath:i+"/output/file",schemaPath:"\
#/$defs/output/properties/file/pattern",keyword:"pattern",params:{pattern:"[^/]\\.mp4$"}};e===null?e=[o]:e.push(o),s++}}else{
let o={instancePath:i+"/output/file",schemaPath:"#/$defs/output/properties/file/type",keyword:"type",params:{type:"strin\
g"}};e===null?e=[o]:e.push(o),s++}}if(m.aspect!==void 0){let n=m.aspect;if(typeof n!="string"){let o={instancePath:i+"/o\
utput/aspect",schemaPath:"#/$defs/output/properties/aspect/type",keyword:"type",params:{type:"string"}};e===null?e=[o]:e.
push(o),s++}if(!(n==="16:9"||n==="9:16"||n==="1:1"||n==="4:3"||n==="3:4")){let o={instancePath:i+"/output/aspect",schemaPath:"\
#/$defs/output/properties/aspect/enum",keyword:"enum",params:{allowedValues:q.properties.aspect.enum}};e===null?e=[o]:e.
push(o),s++}}if(m.resolution!==void 0){let n=m.resolution;if(typeof n!="string"){let o={instancePath:i+"/output/resoluti\
on",schemaPath:"#/$defs/output/properties/resolution/type",keyword:"type",params:{type:"string"}};e===null?e=[o]:e.push(
o),s++}if(!(n==="720p"||n==="1080p")){let o={instancePath:i+"/output/resolution",schemaPath:"#/$defs/output/properties/r\
esolution/enum",keyword:"enum",params:{allowedValues:q.properties.resolution.enum}};e===null?e=[o]:e.push(o),s++}}if(m.fps!==
void 0){let n=m.fps;if(!(typeof n=="number"&&isFinite(n))){let P={instancePath:i+"/output/fps",schemaPath:"#/$defs/outpu\
t/properties/fps/type",keyword:"type",params:{type:"number"}};e===null?e=[P]:e.push(P),s++}let o=s,l=!1,k=s;if(!(typeof n==
"number"&&!(n%1)&&!isNaN(n)&&isFinite(n))){let P={instancePath:i+"/output/fps",schemaPath:"#/$defs/output/properties/fps\
/anyOf/0/type",keyword:"type",params:{type:"integer"}};e===null?e=[P]:e.push(P),s++}if(typeof n=="number"&&isFinite(n)){
if(n>120||isNaN(n)){let P={instancePath:i+"/output/fps",schemaPath:"#/$defs/output/properties/fps/anyOf/0/maximum",keyword:"\
maximum",params:{comparison:"<=",limit:120}};e===null?e=[P]:e.push(P),s++}if(n<1||isNaN(n)){let P={instancePath:i+"/outp\
ut/fps",schemaPath:"#/$defs/output/properties/fps/anyOf/0/minimum",keyword:"minimum",params:{comparison:">=",limit:1}};e===
null?e=[P]:e.push(P),s++}}var r=k===s;l=l||r;let b=s;if(!(n===23.976||n===29.97||n===59.94)){let P={instancePath:i+"/out\
put/fps",schemaPath:"#/$defs/output/properties/fps/anyOf/1/enum",keyword:"enum",params:{allowedValues:q.properties.fps.anyOf[1].
enum}};e===null?e=[P]:e.push(P),s++}var r=b===s;if(l=l||r,l)s=o,e!==null&&(o?e.length=o:e=null);else{let P={instancePath:i+
"/output/fps",schemaPath:"#/$defs/output/properties/fps/anyOf",keyword:"anyOf",params:{}};e===null?e=[P]:e.push(P),s++}}
if(m.fit!==void 0){let n=m.fit;if(typeof n!="string"){let o={instancePath:i+"/output/fit",schemaPath:"#/$defs/output/pro\
perties/fit/type",keyword:"type",params:{type:"string"}};e===null?e=[o]:e.push(o),s++}if(!(n==="letterbox"||n==="crop"||
n==="blur")){let o={instancePath:i+"/output/fit",schemaPath:"#/$defs/output/properties/fit/enum",keyword:"enum",params:{
allowedValues:q.properties.fit.enum}};e===null?e=[o]:e.push(o),s++}}}else{let n={instancePath:i+"/output",schemaPath:"#/\
$defs/output/type",keyword:"type",params:{type:"object"}};e===null?e=[n]:e.push(n),s++}}if(p.defaults!==void 0&&(x(p.defaults,
{instancePath:i+"/defaults",parentData:p,parentDataProperty:"defaults",rootData:h,dynamicAnchors:w})||(e=e===null?x.errors:
e.concat(x.errors),s=e.length)),p.references!==void 0){let m=p.references;if(m&&typeof m=="object"&&!Array.isArray(m)){for(let n in m){
let o=s;if(typeof n=="string"){if(!N.test(n)){let l={instancePath:i+"/references",schemaPath:"#/$defs/name/pattern",keyword:"\
pattern",params:{pattern:"^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$"},propertyName:n};e===null?e=[l]:e.push(l),s++}}else{let l={instancePath:i+
"/references",schemaPath:"#/$defs/name/type",keyword:"type",params:{type:"string"},propertyName:n};e===null?e=[l]:e.push(
l),s++}var t=o===s;if(!t){let l={instancePath:i+"/references",schemaPath:"#/properties/references/propertyNames",keyword:"\
propertyNames",params:{propertyName:n}};e===null?e=[l]:e.push(l),s++}}for(let n in m){let o=m[n],l=s,k=!1,b=null,P=s;if(o&&
typeof o=="object"&&!Array.isArray(o)&&o.image===void 0){let d={instancePath:i+"/references/"+n.replace(/~/g,"~0").replace(
/\//g,"~1"),schemaPath:"#/$defs/reference/oneOf/0/required",keyword:"required",params:{missingProperty:"image"}};e===null?
e=[d]:e.push(d),s++}var a=P===s;a&&(k=!0,b=0);let H=s;if(o&&typeof o=="object"&&!Array.isArray(o)&&o.video===void 0){let d={
instancePath:i+"/references/"+n.replace(/~/g,"~0").replace(/\//g,"~1"),schemaPath:"#/$defs/reference/oneOf/1/required",keyword:"\
required",params:{missingProperty:"video"}};e===null?e=[d]:e.push(d),s++}var a=H===s;if(a&&k?(k=!1,b=[b,1]):a&&(k=!0,b=1),
k)s=l,e!==null&&(l?e.length=l:e=null);else{let d={instancePath:i+"/references/"+n.replace(/~/g,"~0").replace(/\//g,"~1"),
schemaPath:"#/$defs/reference/oneOf",keyword:"oneOf",params:{passingSchemas:b}};e===null?e=[d]:e.push(d),s++}if(o&&typeof o==
"object"&&!Array.isArray(o)){for(let d in o)if(!(d==="image"||d==="video"||d==="description"||d==="sha256")){let u={instancePath:i+
"/references/"+n.replace(/~/g,"~0").replace(/\//g,"~1"),schemaPath:"#/$defs/reference/additionalProperties",keyword:"add\
itionalProperties",params:{additionalProperty:d}};e===null?e=[u]:e.push(u),s++}if(o.image!==void 0){let d=o.image;if(typeof d==
"string"){if(y(d)>2048){let u={instancePath:i+"/references/"+n.replace(/~/g,"~0").replace(/\//g,"~1")+"/image",schemaPath:"\
#/$defs/reference/properties/image/maxLength",keyword:"maxLength",params:{limit:2048}};e===null?e=[u]:e.push(u),s++}if(y(
d)<1){let u={instancePath:i+"/references/"+n.replace(/~/g,"~0").replace(/\//g,"~1")+"/image",schemaPath:"#/$defs/referen\
ce/properties/image/minLength",keyword:"minLength",params:{limit:1}};e===null?e=[u]:e.push(u),s++}}else{let u={instancePath:i+
"/references/"+n.replace(/~/g,"~0").replace(/\//g,"~1")+"/image",schemaPath:"#/$defs/reference/properties/image/type",keyword:"\
type",params:{type:"string"}};e===null?e=[u]:e.push(u),s++}}if(o.video!==void 0){let d=o.video;if(typeof d=="string"){if(y(
d)>2048){let u={instancePath:i+"/references/"+n.replace(/~/g,"~0").replace(/\//g,"~1")+"/video",schemaPath:"#/$defs/refe\
rence/properties/video/maxLength",keyword:"maxLength",params:{limit:2048}};e===null?e=[u]:e.push(u),s++}if(y(d)<1){let u={
instancePath:i+"/references/"+n.replace(/~/g,"~0").replace(/\//g,"~1")+"/video",schemaPath:"#/$defs/reference/properties\
/video/minLength",keyword:"minLength",params:{limit:1}};e===null?e=[u]:e.push(u),s++}}else{let u={instancePath:i+"/refer\
ences/"+n.replace(/~/g,"~0").replace(/\//g,"~1")+"/video",schemaPath:"#/$defs/reference/properties/video/type",keyword:"\
type",params:{type:"string"}};e===null?e=[u]:e.push(u),s++}}if(o.description!==void 0){let d=o.description;if(typeof d==
"string"){if(y(d)>2e3){let u={instancePath:i+"/references/"+n.replace(/~/g,"~0").replace(/\//g,"~1")+"/description",schemaPath:"\
#/$defs/reference/properties/description/maxLength",keyword:"maxLength",params:{limit:2e3}};e===null?e=[u]:e.push(u),s++}
if(!A.test(d)){let u={instancePath:i+"/references/"+n.replace(/~/g,"~0").replace(/\//g,"~1")+"/description",schemaPath:"\
#/$defs/reference/properties/description/pattern",keyword:"pattern",params:{pattern:"\\S"}};e===null?e=[u]:e.push(u),s++}}else{
let u={instancePath:i+"/references/"+n.replace(/~/g,"~0").replace(/\//g,"~1")+"/description",schemaPath:"#/$defs/referen\
ce/properties/description/type",keyword:"type",params:{type:"string"}};e===null?e=[u]:e.push(u),s++}}if(o.sha256!==void 0){
let d=o.sha256;if(typeof d=="string"){if(!U.test(d)){let u={instancePath:i+"/references/"+n.replace(/~/g,"~0").replace(/\//g,
"~1")+"/sha256",schemaPath:"#/$defs/reference/properties/sha256/pattern",keyword:"pattern",params:{pattern:"^[0-9a-fA-F]\
{64}$"}};e===null?e=[u]:e.push(u),s++}}else{let u={instancePath:i+"/references/"+n.replace(/~/g,"~0").replace(/\//g,"~1")+
"/sha256",schemaPath:"#/$defs/reference/properties/sha256/type",keyword:"type",params:{type:"string"}};e===null?e=[u]:e.
push(u),s++}}}else{let d={instancePath:i+"/references/"+n.replace(/~/g,"~0").replace(/\//g,"~1"),schemaPath:"#/$defs/ref\
erence/type",keyword:"type",params:{type:"object"}};e===null?e=[d]:e.push(d),s++}}}else{let n={instancePath:i+"/referenc\
es",schemaPath:"#/properties/references/type",keyword:"type",params:{type:"object"}};e===null?e=[n]:e.push(n),s++}}if(p.
shots!==void 0){let m=p.shots;if(Array.isArray(m)){if(m.length<1){let n={instancePath:i+"/shots",schemaPath:"#/$defs/sho\
tList/minItems",keyword:"minItems",params:{limit:1}};e===null?e=[n]:e.push(n),s++}}else{let n={instancePath:i+"/shots",schemaPath:"\
#/$defs/shotList/type",keyword:"type",params:{type:"array"}};e===null?e=[n]:e.push(n),s++}}p.soundtrack!==void 0&&(v(p.soundtrack,
{instancePath:i+"/soundtrack",parentData:p,parentDataProperty:"soundtrack",rootData:h,dynamicAnchors:w})||(e=e===null?v.
errors:e.concat(v.errors),s=e.length))}else{let m={instancePath:i,schemaPath:"#/type",keyword:"type",params:{type:"objec\
t"}};e===null?e=[m]:e.push(m),s++}return z.errors=e,s===0}z.evaluated={props:!0,dynamicProps:!1,dynamicItems:!1};var ne=F;var j={type:"object",properties:{id:{$ref:"#/$defs/name"},prompt:{type:"string",pattern:"\\S",maxLength:2e4},references:{
type:"array",items:{$ref:"#/$defs/name"},uniqueItems:!0,maxItems:100},continues:{$ref:"#/$defs/continues"},caption:{type:"\
string",minLength:1,maxLength:500},provider:{type:["string","array"],minLength:1,maxLength:64,items:{type:"string",minLength:1,
maxLength:64},minItems:1,maxItems:8,uniqueItems:!0},model:{type:"string",minLength:1,maxLength:200},duration:{type:"numb\
er",exclusiveMinimum:0,maximum:3600},audio:{type:"boolean"},resolution:{type:"string",enum:["720p","1080p"]},takes:{type:"\
integer",minimum:1,maximum:100},seed:{type:"integer",minimum:0,maximum:1e15},priority:{type:"integer",minimum:-1e6,maximum:1e6},
negative_prompt:{type:"string",pattern:"\\S",maxLength:2e4},shot_type:{type:"string",enum:["single","multi"]},transition:{
$ref:"#/$defs/transition"},fit:{type:"string",enum:["letterbox","crop","blur"]},options:{type:"object",additionalProperties:!0}},
required:["id","prompt"],additionalProperties:!1},Y=R().default,C={type:["string","object"],pattern:"^[A-Za-z0-9][A-Za-z\
0-9_-]{0,63}$",properties:{shot:{$ref:"#/$defs/name"},use:{type:"string",enum:["last-frame","clip"]}},required:["shot"],
additionalProperties:!1};function $(p,{instancePath:i="",parentData:c,parentDataProperty:g,rootData:h=p,dynamicAnchors:w={}}={}){
let e=null,s=0,f=$.evaluated;if(f.dynamicProps&&(f.props=void 0),f.dynamicItems&&(f.items=void 0),typeof p!="string"&&!(p&&
typeof p=="object"&&!Array.isArray(p))){let r={instancePath:i,schemaPath:"#/type",keyword:"type",params:{type:C.type}};e===
null?e=[r]:e.push(r),s++}if(typeof p=="string"&&!N.test(p)){let r={instancePath:i,schemaPath:"#/pattern",keyword:"patter\
n",params:{pattern:"^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$"}};e===null?e=[r]:e.push(r),s++}if(p&&typeof p=="object"&&!Array.isArray(
p)){if(p.shot===void 0){let r={instancePath:i,schemaPath:"#/required",keyword:"required",params:{missingProperty:"shot"}};
e===null?e=[r]:e.push(r),s++}for(let r in p)if(!(r==="shot"||r==="use")){let t={instancePath:i,schemaPath:"#/additionalP\
roperties",keyword:"additionalProperties",params:{additionalProperty:r}};e===null?e=[t]:e.push(t),s++}if(p.shot!==void 0){
let r=p.shot;if(typeof r=="string"){if(!N.test(r)){let t={instancePath:i+"/shot",schemaPath:"#/$defs/name/pattern",keyword:"\
pattern",params:{pattern:"^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$"}};e===null?e=[t]:e.push(t),s++}}else{let t={instancePath:i+"\
/shot",schemaPath:"#/$defs/name/type",keyword:"type",params:{type:"string"}};e===null?e=[t]:e.push(t),s++}}if(p.use!==void 0){
let r=p.use;if(typeof r!="string"){let t={instancePath:i+"/use",schemaPath:"#/properties/use/type",keyword:"type",params:{
type:"string"}};e===null?e=[t]:e.push(t),s++}if(!(r==="last-frame"||r==="clip")){let t={instancePath:i+"/use",schemaPath:"\
#/properties/use/enum",keyword:"enum",params:{allowedValues:C.properties.use.enum}};e===null?e=[t]:e.push(t),s++}}}return $.
errors=e,s===0}$.evaluated={props:!0,dynamicProps:!1,dynamicItems:!1};function L(p,{instancePath:i="",parentData:c,parentDataProperty:g,
rootData:h=p,dynamicAnchors:w={}}={}){let e=null,s=0,f=L.evaluated;if(f.dynamicProps&&(f.props=void 0),f.dynamicItems&&(f.
items=void 0),p&&typeof p=="object"&&!Array.isArray(p)){if(p.id===void 0){let r={instancePath:i,schemaPath:"#/required",
keyword:"required",params:{missingProperty:"id"}};e===null?e=[r]:e.push(r),s++}if(p.prompt===void 0){let r={instancePath:i,
schemaPath:"#/required",keyword:"required",params:{missingProperty:"prompt"}};e===null?e=[r]:e.push(r),s++}for(let r in p)
if(!B.call(j.properties,r)){let t={instancePath:i,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{
additionalProperty:r}};e===null?e=[t]:e.push(t),s++}if(p.id!==void 0){let r=p.id;if(typeof r=="string"){if(!N.test(r)){let t={
instancePath:i+"/id",schemaPath:"#/$defs/name/pattern",keyword:"pattern",params:{pattern:"^[A-Za-z0-9][A-Za-z0-9_-]{0,63\
}$"}};e===null?e=[t]:e.push(t),s++}}else{let t={instancePath:i+"/id",schemaPath:"#/$defs/name/type",keyword:"type",params:{
type:"string"}};e===null?e=[t]:e.push(t),s++}}if(p.prompt!==void 0){let r=p.prompt;if(typeof r=="string"){if(y(r)>2e4){let t={
instancePath:i+"/prompt",schemaPath:"#/properties/prompt/maxLength",keyword:"maxLength",params:{limit:2e4}};e===null?e=[
t]:e.push(t),s++}if(!A.test(r)){let t={instancePath:i+"/prompt",schemaPath:"#/properties/prompt/pattern",keyword:"patter\
n",params:{pattern:"\\S"}};e===null?e=[t]:e.push(t),s++}}else{let t={instancePath:i+"/prompt",schemaPath:"#/properties/p\
rompt/type",keyword:"type",params:{type:"string"}};e===null?e=[t]:e.push(t),s++}}if(p.references!==void 0){let r=p.references;
if(Array.isArray(r)){if(r.length>100){let n={instancePath:i+"/references",schemaPath:"#/properties/references/maxItems",
keyword:"maxItems",params:{limit:100}};e===null?e=[n]:e.push(n),s++}let t=r.length;for(let n=0;n<t;n++){let o=r[n];if(typeof o==
"string"){if(!N.test(o)){let l={instancePath:i+"/references/"+n,schemaPath:"#/$defs/name/pattern",keyword:"pattern",params:{
pattern:"^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$"}};e===null?e=[l]:e.push(l),s++}}else{let l={instancePath:i+"/references/"+n,schemaPath:"\
#/$defs/name/type",keyword:"type",params:{type:"string"}};e===null?e=[l]:e.push(l),s++}}let a=r.length,m;if(a>1){e:for(;a--;)
for(m=a;m--;)if(Y(r[a],r[m])){let n={instancePath:i+"/references",schemaPath:"#/properties/references/uniqueItems",keyword:"\
uniqueItems",params:{i:a,j:m}};e===null?e=[n]:e.push(n),s++;break e}}}else{let t={instancePath:i+"/references",schemaPath:"\
#/properties/references/type",keyword:"type",params:{type:"array"}};e===null?e=[t]:e.push(t),s++}}if(p.continues!==void 0&&
($(p.continues,{instancePath:i+"/continues",parentData:p,parentDataProperty:"continues",rootData:h,dynamicAnchors:w})||(e=
e===null?$.errors:e.concat($.errors),s=e.length)),p.caption!==void 0){let r=p.caption;if(typeof r=="string"){if(y(r)>500){
let t={instancePath:i+"/caption",schemaPath:"#/properties/caption/maxLength",keyword:"maxLength",params:{limit:500}};e===
null?e=[t]:e.push(t),s++}if(y(r)<1){let t={instancePath:i+"/caption",schemaPath:"#/properties/caption/minLength",keyword:"\
minLength",params:{limit:1}};e===null?e=[t]:e.push(t),s++}}else{let t={instancePath:i+"/caption",schemaPath:"#/propertie\
s/caption/type",keyword:"type",params:{type:"string"}};e===null?e=[t]:e.push(t),s++}}if(p.provider!==void 0){let r=p.provider;
if(typeof r!="string"&&!Array.isArray(r)){let t={instancePath:i+"/provider",schemaPath:"#/properties/provider/type",keyword:"\
type",params:{type:j.properties.provider.type}};e===null?e=[t]:e.push(t),s++}if(typeof r=="string"){if(y(r)>64){let t={instancePath:i+
"/provider",schemaPath:"#/properties/provider/maxLength",keyword:"maxLength",params:{limit:64}};e===null?e=[t]:e.push(t),
s++}if(y(r)<1){let t={instancePath:i+"/provider",schemaPath:"#/properties/provider/minLength",keyword:"minLength",params:{
limit:1}};e===null?e=[t]:e.push(t),s++}}if(Array.isArray(r)){if(r.length>8){let n={instancePath:i+"/provider",schemaPath:"\
#/properties/provider/maxItems",keyword:"maxItems",params:{limit:8}};e===null?e=[n]:e.push(n),s++}if(r.length<1){let n={
instancePath:i+"/provider",schemaPath:"#/properties/provider/minItems",keyword:"minItems",params:{limit:1}};e===null?e=[
n]:e.push(n),s++}let t=r.length;for(let n=0;n<t;n++){let o=r[n];if(typeof o=="string"){if(y(o)>64){let l={instancePath:i+
"/provider/"+n,schemaPath:"#/properties/provider/items/maxLength",keyword:"maxLength",params:{limit:64}};e===null?e=[l]:
e.push(l),s++}if(y(o)<1){let l={instancePath:i+"/provider/"+n,schemaPath:"#/properties/provider/items/minLength",keyword:"\
minLength",params:{limit:1}};e===null?e=[l]:e.push(l),s++}}else{let l={instancePath:i+"/provider/"+n,schemaPath:"#/prope\
rties/provider/items/type",keyword:"type",params:{type:"string"}};e===null?e=[l]:e.push(l),s++}}let a=r.length,m;if(a>1){
let n={};for(;a--;){let o=r[a];if(typeof o=="string"){if(typeof n[o]=="number"){m=n[o];let l={instancePath:i+"/provider",
schemaPath:"#/properties/provider/uniqueItems",keyword:"uniqueItems",params:{i:a,j:m}};e===null?e=[l]:e.push(l),s++;break}
n[o]=a}}}}}if(p.model!==void 0){let r=p.model;if(typeof r=="string"){if(y(r)>200){let t={instancePath:i+"/model",schemaPath:"\
#/properties/model/maxLength",keyword:"maxLength",params:{limit:200}};e===null?e=[t]:e.push(t),s++}if(y(r)<1){let t={instancePath:i+
"/model",schemaPath:"#/properties/model/minLength",keyword:"minLength",params:{limit:1}};e===null?e=[t]:e.push(t),s++}}else{
let t={instancePath:i+"/model",schemaPath:"#/properties/model/type",keyword:"type",params:{type:"string"}};e===null?e=[t]:
e.push(t),s++}}if(p.duration!==void 0){let r=p.duration;if(typeof r=="number"&&isFinite(r)){if(r>3600||isNaN(r)){let t={
instancePath:i+"/duration",schemaPath:"#/properties/duration/maximum",keyword:"maximum",params:{comparison:"<=",limit:3600}};
e===null?e=[t]:e.push(t),s++}if(r<=0||isNaN(r)){let t={instancePath:i+"/duration",schemaPath:"#/properties/duration/excl\
usiveMinimum",keyword:"exclusiveMinimum",params:{comparison:">",limit:0}};e===null?e=[t]:e.push(t),s++}}else{let t={instancePath:i+
"/duration",schemaPath:"#/properties/duration/type",keyword:"type",params:{type:"number"}};e===null?e=[t]:e.push(t),s++}}
if(p.audio!==void 0&&typeof p.audio!="boolean"){let r={instancePath:i+"/audio",schemaPath:"#/properties/audio/type",keyword:"\
type",params:{type:"boolean"}};e===null?e=[r]:e.push(r),s++}if(p.resolution!==void 0){let r=p.resolution;if(typeof r!="s\
tring"){let t={instancePath:i+"/resolution",schemaPath:"#/properties/resolution/type",keyword:"type",params:{type:"strin\
g"}};e===null?e=[t]:e.push(t),s++}if(!(r==="720p"||r==="1080p")){let t={instancePath:i+"/resolution",schemaPath:"#/prope\
rties/resolution/enum",keyword:"enum",params:{allowedValues:j.properties.resolution.enum}};e===null?e=[t]:e.push(t),s++}}
if(p.takes!==void 0){let r=p.takes;if(!(typeof r=="number"&&!(r%1)&&!isNaN(r)&&isFinite(r))){let t={instancePath:i+"/tak\
es",schemaPath:"#/properties/takes/type",keyword:"type",params:{type:"integer"}};e===null?e=[t]:e.push(t),s++}if(typeof r==
"number"&&isFinite(r)){if(r>100||isNaN(r)){let t={instancePath:i+"/takes",schemaPath:"#/properties/takes/maximum",keyword:"\
maximum",params:{comparison:"<=",limit:100}};e===null?e=[t]:e.push(t),s++}if(r<1||isNaN(r)){let t={instancePath:i+"/take\
s",schemaPath:"#/properties/takes/minimum",keyword:"minimum",params:{comparison:">=",limit:1}};e===null?e=[t]:e.push(t),
s++}}}if(p.seed!==void 0){let r=p.seed;if(!(typeof r=="number"&&!(r%1)&&!isNaN(r)&&isFinite(r))){let t={instancePath:i+"\
/seed",schemaPath:"#/properties/seed/type",keyword:"type",params:{type:"integer"}};e===null?e=[t]:e.push(t),s++}if(typeof r==
"number"&&isFinite(r)){if(r>1e15||isNaN(r)){let t={instancePath:i+"/seed",schemaPath:"#/properties/seed/maximum",keyword:"\
maximum",params:{comparison:"<=",limit:1e15}};e===null?e=[t]:e.push(t),s++}if(r<0||isNaN(r)){let t={instancePath:i+"/see\
d",schemaPath:"#/properties/seed/minimum",keyword:"minimum",params:{comparison:">=",limit:0}};e===null?e=[t]:e.push(t),s++}}}
if(p.priority!==void 0){let r=p.priority;if(!(typeof r=="number"&&!(r%1)&&!isNaN(r)&&isFinite(r))){let t={instancePath:i+
"/priority",schemaPath:"#/properties/priority/type",keyword:"type",params:{type:"integer"}};e===null?e=[t]:e.push(t),s++}
if(typeof r=="number"&&isFinite(r)){if(r>1e6||isNaN(r)){let t={instancePath:i+"/priority",schemaPath:"#/properties/prior\
ity/maximum",keyword:"maximum",params:{comparison:"<=",limit:1e6}};e===null?e=[t]:e.push(t),s++}if(r<-1e6||isNaN(r)){let t={
instancePath:i+"/priority",schemaPath:"#/properties/priority/minimum",keyword:"minimum",params:{comparison:">=",limit:-1e6}};
e===null?e=[t]:e.push(t),s++}}}if(p.negative_prompt!==void 0){let r=p.negative_prompt;if(typeof r=="string"){if(y(r)>2e4){
let t={instancePath:i+"/negative_prompt",schemaPath:"#/properties/negative_prompt/maxLength",keyword:"maxLength",params:{
limit:2e4}};e===null?e=[t]:e.push(t),s++}if(!A.test(r)){let t={instancePath:i+"/negative_prompt",schemaPath:"#/propertie\
s/negative_prompt/pattern",keyword:"pattern",params:{pattern:"\\S"}};e===null?e=[t]:e.push(t),s++}}else{let t={instancePath:i+
"/negative_prompt",schemaPath:"#/properties/negative_prompt/type",keyword:"type",params:{type:"string"}};e===null?e=[t]:
e.push(t),s++}}if(p.shot_type!==void 0){let r=p.shot_type;if(typeof r!="string"){let t={instancePath:i+"/shot_type",schemaPath:"\
#/properties/shot_type/type",keyword:"type",params:{type:"string"}};e===null?e=[t]:e.push(t),s++}if(!(r==="single"||r===
"multi")){let t={instancePath:i+"/shot_type",schemaPath:"#/properties/shot_type/enum",keyword:"enum",params:{allowedValues:j.
properties.shot_type.enum}};e===null?e=[t]:e.push(t),s++}}if(p.transition!==void 0){let r=p.transition;if(!(r&&typeof r==
"object"&&!Array.isArray(r))&&typeof r!="string"){let t={instancePath:i+"/transition",schemaPath:"#/$defs/transition/typ\
e",keyword:"type",params:{type:I.type}};e===null?e=[t]:e.push(t),s++}if(typeof r=="string"&&!G.test(r)){let t={instancePath:i+
"/transition",schemaPath:"#/$defs/transition/pattern",keyword:"pattern",params:{pattern:"^none$"}};e===null?e=[t]:e.push(
t),s++}if(r&&typeof r=="object"&&!Array.isArray(r)){for(let t in r)if(!(t==="type"||t==="duration")){let a={instancePath:i+
"/transition",schemaPath:"#/$defs/transition/additionalProperties",keyword:"additionalProperties",params:{additionalProperty:t}};
e===null?e=[a]:e.push(a),s++}if(r.type!==void 0){let t=r.type;if(typeof t!="string"){let a={instancePath:i+"/transition/\
type",schemaPath:"#/$defs/transition/properties/type/type",keyword:"type",params:{type:"string"}};e===null?e=[a]:e.push(
a),s++}if(!(t==="fade"||t==="dissolve"||t==="fadeblack"||t==="fadewhite"||t==="fadegrays"||t==="fadefast"||t==="fadeslow"||
t==="wipeleft"||t==="wiperight"||t==="wipeup"||t==="wipedown"||t==="wipetl"||t==="wipetr"||t==="wipebl"||t==="wipebr"||t===
"slideleft"||t==="slideright"||t==="slideup"||t==="slidedown"||t==="smoothleft"||t==="smoothright"||t==="smoothup"||t===
"smoothdown"||t==="circlecrop"||t==="circleopen"||t==="circleclose"||t==="rectcrop"||t==="vertopen"||t==="vertclose"||t===
"horzopen"||t==="horzclose"||t==="diagtl"||t==="diagtr"||t==="diagbl"||t==="diagbr"||t==="hlslice"||t==="hrslice"||t==="\
vuslice"||t==="vdslice"||t==="hblur"||t==="distance"||t==="radial"||t==="pixelize"||t==="squeezeh"||t==="squeezev"||t===
"zoomin")){let a={instancePath:i+"/transition/type",schemaPath:"#/$defs/transition/properties/type/enum",keyword:"enum",
params:{allowedValues:I.properties.type.enum}};e===null?e=[a]:e.push(a),s++}}if(r.duration!==void 0){let t=r.duration;if(typeof t==
"number"&&isFinite(t)){if(t>60||isNaN(t)){let a={instancePath:i+"/transition/duration",schemaPath:"#/$defs/transition/pr\
operties/duration/maximum",keyword:"maximum",params:{comparison:"<=",limit:60}};e===null?e=[a]:e.push(a),s++}if(t<=0||isNaN(
t)){let a={instancePath:i+"/transition/duration",schemaPath:"#/$defs/transition/properties/duration/exclusiveMinimum",keyword:"\
exclusiveMinimum",params:{comparison:">",limit:0}};e===null?e=[a]:e.push(a),s++}}else{let a={instancePath:i+"/transition\
/duration",schemaPath:"#/$defs/transition/properties/duration/type",keyword:"type",params:{type:"number"}};e===null?e=[a]:
e.push(a),s++}}}}if(p.fit!==void 0){let r=p.fit;if(typeof r!="string"){let t={instancePath:i+"/fit",schemaPath:"#/proper\
ties/fit/type",keyword:"type",params:{type:"string"}};e===null?e=[t]:e.push(t),s++}if(!(r==="letterbox"||r==="crop"||r===
"blur")){let t={instancePath:i+"/fit",schemaPath:"#/properties/fit/enum",keyword:"enum",params:{allowedValues:j.properties.
fit.enum}};e===null?e=[t]:e.push(t),s++}}if(p.options!==void 0){let r=p.options;if(!(r&&typeof r=="object"&&!Array.isArray(
r))){let t={instancePath:i+"/options",schemaPath:"#/properties/options/type",keyword:"type",params:{type:"object"}};e===
null?e=[t]:e.push(t),s++}}}else{let r={instancePath:i,schemaPath:"#/type",keyword:"type",params:{type:"object"}};e===null?
e=[r]:e.push(r),s++}return L.errors=e,s===0}L.evaluated={props:!0,dynamicProps:!1,dynamicItems:!1};function F(p,{instancePath:i="",
parentData:c,parentDataProperty:g,rootData:h=p,dynamicAnchors:w={}}={}){let e=null,s=0,f=F.evaluated;return f.dynamicProps&&
(f.props=void 0),f.dynamicItems&&(f.items=void 0),L(p,{instancePath:i,parentData:c,parentDataProperty:g,rootData:h,dynamicAnchors:w})||
(e=e===null?L.errors:e.concat(L.errors),s=e.length),F.errors=e,s===0}F.evaluated={props:!0,dynamicProps:!1,dynamicItems:!1};
var pe=O;function O(p,{instancePath:i="",parentData:c,parentDataProperty:g,rootData:h=p,dynamicAnchors:w={}}={}){let e=null,s=0,f=O.
evaluated;if(f.dynamicProps&&(f.props=void 0),f.dynamicItems&&(f.items=void 0),p&&typeof p=="object"&&!Array.isArray(p)){
if(p.include===void 0){let r={instancePath:i,schemaPath:"#/required",keyword:"required",params:{missingProperty:"include"}};
e===null?e=[r]:e.push(r),s++}for(let r in p)if(r!=="include"){let t={instancePath:i,schemaPath:"#/additionalProperties",
keyword:"additionalProperties",params:{additionalProperty:r}};e===null?e=[t]:e.push(t),s++}if(p.include!==void 0){let r=p.
include;if(typeof r=="string"){if(y(r)>1024){let t={instancePath:i+"/include",schemaPath:"#/properties/include/maxLength",
keyword:"maxLength",params:{limit:1024}};e===null?e=[t]:e.push(t),s++}if(y(r)<1){let t={instancePath:i+"/include",schemaPath:"\
#/properties/include/minLength",keyword:"minLength",params:{limit:1}};e===null?e=[t]:e.push(t),s++}}else{let t={instancePath:i+
"/include",schemaPath:"#/properties/include/type",keyword:"type",params:{type:"string"}};e===null?e=[t]:e.push(t),s++}}}else{
let r={instancePath:i,schemaPath:"#/type",keyword:"type",params:{type:"object"}};e===null?e=[r]:e.push(r),s++}return O.errors=
e,s===0}O.evaluated={props:!0,dynamicProps:!1,dynamicItems:!1};

/** Whether a value has the form of a storyboard file, its shots aside; `errors` of the function says what is wrong. */
export const validateStoryboard: Validate = se;

/** Whether a value has the form of one shot; `errors` of the function says what is wrong. */
export const validateShot: Validate = ne;

/** Whether a value has the form of an include of a scene file; `errors` of the function says what is wrong. */
export const validateInclude: Validate = pe;
