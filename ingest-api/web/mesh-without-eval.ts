/**
 * The face mesh's glue code builds three functions from text, which a strict Content-Security-Policy forbids. These
 * closures do the same; later releases of that compiler offer the like as DYNAMIC_EXECUTION=0.
 */
const replacements: [start: string, end: string, text: string][] = [
  [
    'function createNamedFunction(',
    'var emval_handle_array',
    `function createNamedFunction(name,body){return Object.defineProperty(function(){"use strict";return body.apply(this,arguments)},"name",{value:makeLegalFunctionName(name)})}`,
  ],
  [
    'function craftInvokerFunction(',
    'function heap32VectorToArray(',
    `function craftInvokerFunction(humanName,argTypes,classType,cppInvokerFunc,cppTargetFunc){
var argCount=argTypes.length;
if(argCount<2){throwBindingError("argTypes array size mismatch! Must at least get return value and 'this' types!")}
var isClassMethodFunc=argTypes[1]!==null&&classType!==null;
var needsDestructorStack=false;
for(var i=1;i<argCount;++i){if(argTypes[i]!==null&&argTypes[i].destructorFunction===undefined){needsDestructorStack=true;break}}
var returns=argTypes[0].name!=="void";
return function(){
if(arguments.length!==argCount-2){throwBindingError("function "+humanName+" called with "+arguments.length+" arguments, expected "+(argCount-2)+" args!")}
var destructors=needsDestructorStack?[]:null;
var wired=[];
if(isClassMethodFunc){wired.push(argTypes[1].toWireType(destructors,this))}
for(var i=0;i<argCount-2;++i){wired.push(argTypes[i+2].toWireType(destructors,arguments[i]))}
var rv=cppInvokerFunc.apply(null,[cppTargetFunc].concat(wired));
if(needsDestructorStack){runDestructors(destructors)}
else{for(var i=isClassMethodFunc?1:2;i<argCount;++i){var value=wired[isClassMethodFunc?i-1:i-2];
if(argTypes[i].destructorFunction!==null){argTypes[i].destructorFunction(value)}}}
if(returns){return argTypes[0].fromWireType(rv)}
}}`,
  ],
  [
    'function __emval_get_method_caller(',
    'function __emval_incref(',
    `function __emval_get_method_caller(argCount,argTypes){
var types=__emval_lookupTypes(argCount,argTypes);
var retType=types[0];
var signatureName=retType.name+"_$"+types.slice(1).map(function(t){return t.name}).join("_")+"$";
var returnId=emval_registeredMethods[signatureName];
if(returnId!==undefined){return returnId}
returnId=__emval_addMethodCaller(function(handle,name,destructors,args){
var values=[];var offset=0;
for(var i=1;i<argCount;++i){values.push(types[i].readValueFromPointer(args+offset));offset+=types[i].argPackAdvance}
var rv=handle[name].apply(handle,values);
for(var i=1;i<argCount;++i){if(types[i].deleteObject){types[i].deleteObject(values[i-1])}}
if(!retType.isVoid){return retType.toWireType(destructors,rv)}
});
emval_registeredMethods[signatureName]=returnId;
return returnId}`,
  ],
];

export function withoutEval(name: string, source: string): string {
  let text = source;
  for (const [start, end, replacement] of replacements) {
    const from = text.indexOf(start);
    const to = text.indexOf(end);
    if (from < 0 || to < from || text.indexOf(start, from + 1) >= 0) {
      throw new Error(`${name}: '${start}' is not where this release of the face mesh has it`);
    }
    text = text.slice(0, from) + replacement + text.slice(to);
  }
  if (/new Function\b|new_\(Function|\beval\(/.test(text)) throw new Error(`${name} still evaluates text`);
  return text;
}
