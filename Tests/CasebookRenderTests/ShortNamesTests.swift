import Testing

@testable import CasebookRender

/// What is renamed, and above all what isn't. That the scripts of the theme still do what they did is what every test in
/// a browser shows.
@Suite struct ShortNamesTests {
    private func shortened(_ script: String) -> String {
        String(decoding: ShortNames.shortened(Array(script.utf8)), as: UTF8.self)
    }

    @Test(arguments: [
        // Functions, parameters, patterns, defaults.
        (
            "(function(){const first=1;function second(third){return first+third;}second(first);})();",
            "(function(){const t=1;function e(e){return t+e;}e(t);})();"
        ),
        (
            "(function(){const{one,two:other=one,...rest}=source();use(one,other,rest);})();",
            "(function(){const{one:e,two:t=e,...n}=source();use(e,t,n);})();"
        ),
        (
            "(function(){const[one,,two=[one],{three:[four]}]=five;use(one,two,four);})();",
            "(function(){const[e,,t=[e],{three:[n]}]=five;use(e,t,n);})();"
        ),
        (
            "(function(){const apply=({key,value=key},...more)=>({key,value:value,more});apply();})();",
            "(function(){const e=({key:e,value:t=e},...n)=>({key:e,value:t,more:n});e();})();"
        ),
        (
            "(function(){let count=0,limit=5;for(const item of items)count+=item;return limit;})();",
            "(function(){let e=0,t=5;for(const n of items)e+=n;return t;})();"
        ),
        ("(function(){try{act();}catch(error){throw error;}})();", "(function(){try{act();}catch(e){throw e;}})();"),
        (
            "(function(){const each=item=>item.size,later=async(one)=>await one;each(later);})();",
            "(function(){const e=e=>e.size,t=async(e)=>await e;e(t);})();"
        ),
        // Properties, methods, keys and what `this` holds.
        (
            "(function(){const size={size:1,'count':2,[count]:3}.size;class Box{size=size;#size=2;get(size){return this.#size+size;}"
                + "static size(){return new Box();}}use(size,Box);})();",
            "(function(){const e={size:1,'count':2,[count]:3}.size;class t{size=e;#size=2;get(e){return this.#size+e;}"
                + "static size(){return new t();}}use(e,t);})();"
        ),
        (
            "(function(){const size=a?.size??b?.[size];use(size);})();",
            "(function(){const e=a?.size??b?.[e];use(e);})();"
        ),
        (
            "(function(){const value=1;return{value,get size(){return value;},async run(){},*[value](){}};})();",
            "(function(){const e=1;return{value:e,get size(){return e;},async run(){},*[e](){}};})();"
        ),
        // Literals, and what stands in templates.
        (
            "(function(){const name='name';return`name ${name} ${{name}.name} \\${name} ${`${name}`}`+/name/.source;})();",
            "(function(){const e='name';return`name ${e} ${{name:e}.name} \\${name} ${`${e}`}`+/name/.source;})();"
        ),
        // A block, the choices of a switch and an object begin with the same bracket.
        (
            "(function(){const one=1;{one;}if(one){one}else{one}switch(one){case one:{one}default:{one}}return a?{one}:{one:one};})();",
            "(function(){const e=1;{e;}if(e){e}else{e}switch(e){case e:{e}default:{e}}return a?{one:e}:{one:e};})();"
        ),
        // An inner name may hide an outer one only where that isn't used.
        (
            "(function(){const outer=1;const f=(inner)=>inner,g=(inner)=>inner+outer;f(g);})();",
            "(function(){const t=1;const e=(e)=>e,n=(e)=>e+t;e(n);})();"
        ),
        // Parameters and what the body declares share a scope.
        (
            "(function(){const run=(one)=>{const two=2;return two;};run();})();",
            "(function(){const e=(e)=>{const t=2;return t;};e();})();"
        ),
    ])
    func namesThatAScriptBindsBecomeShort(_ written: String, _ kept: String) {
        #expect(shortened(written) == kept)
    }

    @Test(arguments: [
        // Also a name of the browser's, or of another script's.
        "(function(){const f=()=>{const location=1;return location;};return location.href+f.name;})();",
        // A label.
        "(function(){outer:for(;;){break outer;}})();",
        // What can't be read to its end.
        "(function(){const name=`a ${name;})();", "(function(){const name=(1];})();",
    ])
    func aDoubtLeavesANameAsItIs(_ script: String) {
        #expect(
            shortened(script).contains(
                script.contains("outer") ? "outer" : script.contains("location") ? "location" : "name"))
    }

    @Test func aNameIsNeverThatOfAnother() {
        let names = (0..<200).map { "name\($0)" }
        let script =
            "(function(){const \(names.map { $0 + "=e" }.joined(separator: ","));use(\(names.joined(separator: ",")),t);})();"
        let result = shortened(script)
        let declared = result.dropFirst("(function(){const ".count).prefix { $0 != ";" }.split(separator: ",").map {
            $0.dropLast(2)
        }
        #expect(Set(declared).count == 200)
        #expect(declared.allSatisfy { $0 != "e" && $0 != "t" && !ScriptNames.keywords.contains(String($0)) })
        #expect(result.hasSuffix(",t);})();"))
    }

    /// All names of the shipped scripts that a script binds are short; those that aren't are the browser's, too.
    @Test func theShippedScriptsKeepTheirPropertiesOnly() throws {
        let files = try SampleTheme.shippedFiles()
        for folder in ["scripts", "search", "worker", "early"] {
            let modules = files.filter { $0.key.hasPrefix(folder + "/") }.sorted { $0.key < $1.key }
            let bundle = ScriptBundle(modules.map { ScriptModule(path: $0.key, bytes: $0.value) })
            let names = try #require(ScriptNames(bundle.source), "\(folder) can't be read")
            let others = names.scopes.filter { name, scopes in
                names.uses[name, default: []].contains { use in !scopes.contains { $0.contains(use.token) } }
            }
            #expect(
                others.keys.allSatisfy { ["open", "name", "location", "event"].contains($0) },
                "\(folder): \(others.keys)")
            #expect(Theme.shortened(bundle.source).count < bundle.source.count)
        }
    }
}
