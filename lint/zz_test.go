package lint
import ("testing";"os";"fmt";"sort";"time";"github.com/watemplate/watemplate/template")
func TestZZ(t *testing.T){
 src,_:=os.ReadFile("/tmp/t10k/team_0000/order_000001.en_US.yaml")
 f:=template.Parse("a",src)
 l:=New(Options{})
 a:=l.asked("a")
 type r struct{id string; ns float64}
 var rs []r
 n:=3000
 var sum float64
 for _,g:=range a.rules { 
   best:=1e18
   for k:=0;k<5;k++{ st:=time.Now(); for i:=0;i<n;i++{ p:=l.passCached(f); p.rule=g; g.Check(p)}; d:=float64(time.Since(st).Nanoseconds())/float64(n); if d<best{best=d}}
   rs=append(rs,r{g.ID,best}); sum+=best }
 sort.Slice(rs,func(i,j int)bool{return rs[i].ns>rs[j].ns})
 for i:=0;i<35;i++{fmt.Printf("%8.0f %s\n",rs[i].ns,rs[i].id)}
 fmt.Println("sum",sum,len(rs))
 st:=time.Now(); for i:=0;i<n;i++{ p:=l.pass(f.Templates[0]); p.ask(a,template.Both)}; fmt.Println("ask",float64(time.Since(st).Nanoseconds())/float64(n))
 st=time.Now(); for i:=0;i<n;i++{ l.pass(f.Templates[0])}; fmt.Println("pass",float64(time.Since(st).Nanoseconds())/float64(n))
 st=time.Now(); for i:=0;i<n;i++{ summarize(f.Templates[0],textsOf(f.Templates[0]))}; fmt.Println("summ",float64(time.Since(st).Nanoseconds())/float64(n))
 st=time.Now(); for i:=0;i<n;i++{ l.File(f)}; fmt.Println("File",float64(time.Since(st).Nanoseconds())/float64(n))
 st=time.Now(); for i:=0;i<n;i++{ template.Parse("a",src)}; fmt.Println("Parse",float64(time.Since(st).Nanoseconds())/float64(n))
}
var zzp *Pass
func (l *Linter) passCached(f *template.File) *Pass { if zzp==nil { zzp=l.pass(f.Templates[0]) }; zzp.found=nil; zzp.reports=0; return zzp }
func BenchmarkZWords(b *testing.B){
 src,_:=os.ReadFile("/tmp/t10k/team_0000/order_000001.en_US.yaml")
 f:=template.Parse("a",src)
 l:=New(Options{})
 for b.Loop(){ p:=l.pass(f.Templates[0]); p.words() }
}
func BenchmarkZFile(b *testing.B){
 src,_:=os.ReadFile("/tmp/t10k/team_0000/order_000001.en_US.yaml")
 f:=template.Parse("a",src)
 l:=New(Options{})
 b.ReportAllocs()
 for b.Loop(){ l.File(f) }
}
func BenchmarkZParse(b *testing.B){
 src,_:=os.ReadFile("/tmp/t10k/team_0000/order_000001.en_US.yaml")
 b.ReportAllocs()
 for b.Loop(){ template.Parse("a",src) }
}
