"""A made-up snapshot in the vocabulary's shape, about as large as a district's four years.

Every name in it is invented; `hostile=True` puts markup where a document's words go.
"""

from dataclasses import dataclass, field

from pyoxigraph import Literal, NamedNode, Quad, Store

PG = "https://policy-graph.example/ontology#"
B = "https://policy-graph.example/id/"
DCT = "http://purl.org/dc/terms/"
OA = "http://www.w3.org/ns/oa#"
RDF_TYPE = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
LABEL = "http://www.w3.org/2000/01/rdf-schema#label"
PREF = "http://www.w3.org/2004/02/skos/core#prefLabel"
ALT = "http://www.w3.org/2004/02/skos/core#altLabel"
ENTITIES = NamedNode(f"{B}graph/entities")
PROVENANCE = "http://www.w3.org/ns/prov#wasGeneratedBy"

HOSTILE = '<script>alert(1)</script><img src=x onerror="alert(2)">'

REGIONS = ("河湾区", "云岭县")
FIELDS = (
    "工业经济高质量发展", "科技创新", "项目招引", "对外开放", "城市更新", "乡村振兴", "生态环境治理",
    "文化旅游", "教育提质", "医疗卫生", "社会保障", "安全生产", "数字政府", "营商环境",
)  # fmt: skip
HEADINGS = (
    "聚力制造强区建设，在工业经济高质量发展上求突破、开新局", "聚力增强发展动力，在深化改革开放上求突破、开新局",
    "聚力融入都市区，在提升城市功能品质上求突破、开新局", "聚力乡村全面振兴，在农业农村现代化上求突破、开新局",
    "聚力生态优先，在绿色低碳发展上求突破、开新局", "聚力民生改善，在增进群众福祉上求突破、开新局",
    "聚力平安建设，在社会治理现代化上求突破、开新局", "聚力自身建设，在提升政府效能上求突破、开新局",
)  # fmt: skip
ACTIONS = (
    "大力开展助企攀登，动态确定100家制造业企业纳入攀登工程", "深化精准辅导培育，推动企业上市",
    "坚持要素资源跟着项目走，对重点项目实行领导包保、挂图作战", "实施创新主体培育工程，年内新增高新技术企业30家",
    "启动3个棚户区改造项目，改造22个老旧小区", "抓好城区内涝治理，完成34条道路雨污分流改造",
    "新建改建农村公路60公里，创建四好农村路示范乡镇", "新建高标准农田2万亩，粮食总产稳定在45万吨以上",
    "推进空气质量持续改善，优良天数比例达到65%以上", "新改扩建中小学5所，新增学位6000个",
    "建成区域医疗中心，家庭医生签约服务覆盖率达到45%", "城镇新增就业8000人，登记失业率控制在3.5%以内",
    "深化一网通办，政务服务事项全程网办率达到95%", "引进10亿元以上项目3个，到位外资1亿美元",
)  # fmt: skip
KINDS = {
    "government_department": "发展改革局 教育局 科技局 工业和信息化局 公安局 民政局 司法局 财政局 人力资源和社会保障局 "
    "自然资源局 住房城乡建设局 交通运输局 水务局 农业农村局 商务局 文化和旅游局 卫生健康局 退役军人事务局 应急管理局 "
    "审计局 行政审批服务局 市场监督管理局 体育局 统计局 医疗保障局 综合行政执法局 地方金融监管局 信访局",
    "party_organ": "委组织部 委宣传部 委统战部 委政法委 委改革办 委编办",
    "town_or_subdistrict": "柳桥镇 石塘镇 白河镇 大田镇 新塔镇 枫林镇 东门街道 西门街道 北湖街道 南山街道",
    "park_or_zone": "工业园区 陆港物流园区 新城建设管理服务中心",
    "public_institution": "投资促进中心 公路事业发展中心 畜牧兽医事业发展中心 大数据中心 融媒体中心 疾控中心 图书馆 园林中心",
    "state_branch": "税务局 生态环境局 气象局 消防救援大队 供电公司 烟草专卖局",
    "headquarters": "制造强区建设指挥部 城市更新指挥部 乡村振兴指挥部",
}
COLLECTIVES = ("各镇街", "区直各部门", "相关镇街", "通信企业")
OFFICIALS = [
    "林一舟",
    "周明远",
    "何秋实",
    "许安之",
    "沈木",
    "高岚",
    "秦越",
    "陆知行",
    "方正清",
    "宋平",
    "叶青",
]
TYPES = {
    "work_report": "WorkReport",
    "task_breakdown": "TaskBreakdown",
    "action_plan": "ActionPlan",
    "interpretation": "Interpretation",
    "other": "OtherDocument",
}
CN = "一二三四五六七八九十"


@dataclass
class Synthetic:
    """Builds the store; the document's text grows as it is told, so that offsets are true."""

    hostile: bool = False
    store: Store = field(default_factory=Store)
    text: str = ""
    graph: NamedNode = field(default_factory=lambda: ENTITIES)
    source: str = ""
    units: list[str] = field(default_factory=list)
    people: list[str] = field(default_factory=list)
    collectives: list[str] = field(default_factory=list)
    names: dict[str, str] = field(default_factory=dict)
    counter: int = 0

    def add(self, s: str, p: str, o: object, graph: NamedNode | None = None) -> None:
        term = o if isinstance(o, Literal | NamedNode) else NamedNode(str(o))
        prop = NamedNode(PG + p[3:] if p.startswith("pg:") else p)
        self.store.add(Quad(NamedNode(s), prop, term, graph or self.graph))

    def kind(self, s: str, *names: str, graph: NamedNode | None = None) -> None:
        for name in names:
            self.store.add(Quad(NamedNode(s), RDF_TYPE, NamedNode(PG + name), graph or self.graph))

    def write(self, words: str) -> tuple[int, int]:
        start = len(self.text)
        self.text += words
        return start, len(self.text)

    def evidence(self, s: str, start: int, end: int) -> None:
        iri = f"{B}source/{self.source}#char={start},{end}"
        selector = f"{B}source/{self.source}/selector/{start}-{end}"
        self.add(s, "pg:evidence", iri)
        self.kind(iri, "Evidence")
        self.add(iri, f"{OA}hasSource", f"{B}source/{self.source}")
        self.add(iri, f"{OA}hasSelector", selector)
        self.add(selector, f"{OA}start", Literal(start))
        self.add(selector, f"{OA}end", Literal(end))
        self.add(selector, f"{OA}exact", Literal(self.text[start:end]))

    def fact(self, s: str, kind: str, document: str, confidence: str = "explicit", why: str = "") -> None:
        self.kind(s, kind, "Fact")
        self.add(s, "pg:statedIn", document)
        self.add(s, "pg:confidence", Literal(confidence))
        self.add(s, PROVENANCE, f"{B}rule/{kind.lower()}-in-brackets", NamedNode(f"{document}/provenance"))
        if why:
            self.add(s, "pg:reasoning", Literal(why))

    def entity(self, iri: str, label: str, *types: str) -> str:
        self.kind(iri, *types, graph=ENTITIES)
        self.add(iri, PREF, Literal(label, language="zh"), ENTITIES)
        self.names[iri] = label
        return iri

    def agents(self) -> None:
        for region in REGIONS:
            self.entity(f"{B}region/{region}", region, "Region")
        for kind, words in KINDS.items():
            for word in words.split():
                own = kind in ("town_or_subdistrict", "park_or_zone", "headquarters")
                label = word if own else f"区{word}"
                iri = self.entity(f"{B}unit/{REGIONS[0]}/{label}", label, "Unit")
                self.add(iri, "pg:unitKind", Literal(kind), ENTITIES)
                self.add(iri, "pg:jurisdiction", f"{B}region/{REGIONS[0]}", ENTITIES)
                self.units.append(iri)
        self.add(self.units[0], ALT, Literal("区发改局", language="zh"), ENTITIES)
        for label in COLLECTIVES:
            iri = self.entity(f"{B}unit/{REGIONS[0]}/{label}", label, "Unit", "CollectiveUnit")
            self.add(iri, "pg:unitKind", Literal("collective"), ENTITIES)
            self.collectives.append(iri)
        for label in OFFICIALS:
            self.people.append(self.entity(f"{B}official/{REGIONS[0]}/{label}", label, "Official"))
        if self.hostile:
            self.names[self.units[1]] = HOSTILE
            self.add(self.units[1], PREF, Literal(f"〇{HOSTILE}", language="zh"), ENTITIES)

    def document(self, region: str, year: int, kind: str, title: str, number: str) -> str:
        iri = f"{B}document/{region}/{year}/{kind}/{number or f'sha-{len(title):02d}'}"
        self.graph, self.text = NamedNode(iri), ""
        self.source = f"{len(self.names):04x}{year}{kind[:4]}{region}".encode().hex()[:16]
        self.kind(iri, "PolicyDocument", TYPES[kind])
        start, end = self.write(title)
        self.write("\n\n")
        self.add(iri, f"{DCT}title", Literal(title, language="zh"))
        self.add(iri, "pg:documentType", Literal(kind))
        self.add(iri, f"{DCT}issued", Literal(f"{year}-02-1{year % 10}"))
        self.add(iri, f"{DCT}spatial", f"{B}region/{region}")
        if number:
            self.add(iri, "pg:documentNumber", Literal(number))
        self.evidence(iri, start, end)
        head = f"{iri}/fact/head/title"
        self.fact(head, "HeadAttribute", iri)
        self.add(head, "pg:attribute", Literal("title"))
        self.add(head, "pg:attributeValue", Literal(title))
        self.evidence(head, start, end)
        where = f"{iri}/fact/head/region"
        self.fact(where, "HeadAttribute", iri, "inferred", f"标题写有“{region}”")
        self.add(where, "pg:attribute", Literal("region"))
        self.add(where, "pg:attributeValue", Literal(region))
        return iri

    def section(self, document: str, parent: str, number: str, title: str, position: int) -> str:
        iri = f"{document}/section/{'' if parent == document else parent.rsplit('/', 1)[-1] + '/'}{number}"
        self.kind(iri, "Section")
        start, end = self.write(f"{number}、{title}")
        self.write("\n")
        self.add(iri, f"{DCT}isPartOf", parent)
        self.add(iri, "pg:number", Literal(number))
        self.add(iri, f"{DCT}title", Literal(title, language="zh"))
        self.add(iri, "pg:position", Literal(position))
        self.evidence(iri, start, end)
        return iri

    def task(self, document: str, section: str, number: int, agents: list[tuple[str, str]]) -> str:
        iri = f"{document}/task/{number}"
        self.kind(iri, "Task")
        words = ACTIONS[number % len(ACTIONS)]
        what = f"{FIELDS[number % len(FIELDS)]}。{words}，确保年内取得明显成效。"
        start, _ = self.write(f"{number}.{what}（")
        places = []
        for role, agent in agents:
            said = {"lead_official": "牵头领导：", "lead_unit": "牵头单位：", "supporting_unit": "配合单位："}
            again = bool(places) and places[-1][0] == role
            self.write("、" if again else said.get(role, "；责任单位："))
            places.append((role, agent, *self.write(self.names[agent])))
        _, end = self.write("）")
        self.write("\n")
        self.add(iri, f"{DCT}isPartOf", section)
        self.add(iri, "pg:number", Literal(str(number)))
        self.add(iri, LABEL, Literal(words, language="zh"))
        self.add(iri, "pg:text", Literal(what))
        self.add(iri, "pg:position", Literal(number))
        self.evidence(iri, start, end)
        for index, (role, agent, left, right) in enumerate(places):
            fact = f"{document}/fact/assignments/{number:04d}{index:04d}"
            confidence = "contextual" if (number + index) % 17 == 0 else "explicit"
            self.fact(fact, "Assignment", document, confidence)
            self.add(fact, "pg:task", iri)
            self.add(fact, "pg:role", Literal(role))
            self.add(fact, "pg:agent", agent)
            self.add(fact, "pg:inTask", iri)
            self.add(fact, "pg:inSection", section)
            self.evidence(fact, left, right)
        return iri

    def pick(self, count: int) -> list[str]:
        """Units, some far more often than others, the same each time."""
        chosen: list[str] = []
        while len(chosen) < count:
            self.counter += 1
            spread = (self.counter * 7919) % 104729 / 104729
            unit = self.units[int(spread * spread * len(self.units))]
            if unit not in chosen:
                chosen.append(unit)
        return chosen

    def breakdown(self, region: str, year: int, kind: str, title: str, number: str, tasks: int) -> None:
        document = self.document(region, year, kind, title, number)
        sections = [self.section(document, document, CN[i], heading, i) for i, heading in enumerate(HEADINGS)]
        if kind == "action_plan":
            sections = [
                self.section(
                    document, parent, f"（{CN[j]}）", FIELDS[(i * 2 + j) % len(FIELDS)], 10 + i * 3 + j
                )
                for i, parent in enumerate(sections[:6])
                for j in range(3)
            ]
        for number_ in range(1, tasks + 1):
            section = sections[(number_ - 1) * len(sections) // tasks]
            agents = [("lead_official", self.people[(number_ * 3) % (1 + number_ % len(self.people))])]
            units = self.pick(1 + number_ % 4)
            if kind == "action_plan":
                agents = [("lead_unit", units[0]), *(("supporting_unit", unit) for unit in units[1:])]
            else:
                agents += [("responsible_unit", unit) for unit in units]
            if number_ % 3:
                agents.append(("responsible_unit", self.collectives[(number_ * 3 // 4) % len(COLLECTIVES)]))
            self.task(document, section, number_, agents)

    def report(self, region: str, year: int, kind: str, title: str, sections: int) -> None:
        document = self.document(region, year, kind, title, "")
        parent = document
        for index in range(sections):
            top = index % 4 == 0
            number = CN[index // 4 % 10] if top else f"（{CN[index % 4 - 1]}）"
            heading = HEADINGS[index % 8] if top else FIELDS[index % len(FIELDS)]
            made = self.section(document, document if top else parent, number, heading, index)
            parent = made if top else parent


def synthetic_store(hostile: bool = False) -> Store:
    """Fourteen documents of two regions and four years; 154 tasks in three of them."""
    s = Synthetic(hostile)
    s.agents()
    r0, r1 = REGIONS
    mark = HOSTILE if hostile else ""
    s.breakdown(
        r0, 2022, "task_breakdown",
        f"某市{r0}人民政府关于分解落实2022年政府工作报告任务目标的通知{mark}", "某政发〔2022〕1号", 62,
    )  # fmt: skip
    s.breakdown(
        r0, 2023, "action_plan",
        f"某市{r0}人民政府办公室关于印发{r0}深化新旧动能转换推动绿色低碳高质量发展2023年重点工作任务的通知",
        "某政办字〔2023〕24号", 52,
    )  # fmt: skip
    s.breakdown(
        r0, 2024, "task_breakdown",
        f"某市{r0}人民政府关于分解落实2024年政府工作报告重点任务的通知", "某政发〔2024〕2号", 40,
    )  # fmt: skip
    for year in (2021, 2022, 2023, 2024):
        s.report(r0, year, "work_report", f"{year}年{r0}政府工作报告", 16)
        s.report(r1, year, "work_report", f"{year}年{r1}政府工作报告", 12)
    s.report(r0, 2022, "interpretation", f"《关于分解落实{r0}2022年政府工作报告任务目标的通知》政策解读", 4)
    s.report(r0, 2023, "other", f"{r0}2023年国民经济和社会发展统计公报", 8)
    s.report(r1, 2024, "other", f"关于{r1}2024年财政预算执行情况的报告", 0)
    return s.store
