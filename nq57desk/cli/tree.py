"""The whole command tree in one place. A handler is named "module.function" and loaded only when it is called,
so that asking for one thing never loads the rest."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path

from nq57desk import __version__
from nq57desk.cli.arguments import Arguments
from nq57desk.domain.organisation import Role
from nq57desk.domain.progress import State


class Branch:
    """Commands that hang under one word; each takes the general options too."""

    def __init__(self, commands: argparse._SubParsersAction[Arguments], general: Arguments) -> None:
        self._commands = commands
        self._general = general

    def command(self, name: str, does: str, handler: str) -> Arguments:
        """A command that does something."""
        parser = self._commands.add_parser(name, help=does, description=does, parents=[self._general])
        parser.set_defaults(handler=handler, parser=parser)
        return parser

    def group(self, name: str, about: str) -> Branch:
        """A word that needs another one after it, such as "office"."""
        parser = self._commands.add_parser(name, help=about, description=about)
        return Branch(parser.add_subparsers(dest=f"{name}_command", metavar="VIỆC", required=True), self._general)


def _day(text: str) -> date:
    """A day to take for today. Far ones have no reporting periods around them: they are typing errors."""
    day = date.fromisoformat(text)
    if not 1900 <= day.year <= 2199:
        raise ValueError(text)
    return day


def _general(*, suppressed: bool) -> Arguments:
    """The general options, taken before and after the command: after it they only override when given."""
    parser = Arguments(add_help=False, argument_default=argparse.SUPPRESS if suppressed else None)
    group = parser.add_argument_group("chung")
    group.add_argument("--office", type=Path, metavar="DIR", help="thư mục của đơn vị")
    group.add_argument("--as-of", type=_day, metavar="YYYY-MM-DD", help="thay cho ngày hôm nay")
    group.add_argument("--json", action="store_true", help="in một giá trị JSON")
    return parser


def parser() -> Arguments:
    """The whole tree of commands."""
    root = Arguments(
        prog="nq57desk",
        description="Theo dõi kế hoạch thực hiện Nghị quyết 57-NQ/TW. Không có lệnh nào: mở cửa sổ.",
        parents=[_general(suppressed=False)],
    )
    root.add_argument("--version", action="version", version=f"nq57desk {__version__}", help="in số phiên bản")
    top = Branch(root.add_subparsers(dest="command", metavar="LỆNH"), _general(suppressed=True))
    for branch in (_offices, _plans, _language, _progress, _forms, _papers, _bundles, _city, _receipts, _care):
        branch(top)
    return root


def _offices(top: Branch) -> None:
    office = top.group("office", "thư mục, khóa và phiếu đăng ký của đơn vị")
    create = office.command("create", "tạo thư mục của đơn vị: cơ sở dữ liệu và hai cặp khóa", "office_commands.create")
    create.add_argument("folder", type=Path, metavar="DIR")
    create.add_argument("--role", type=Role, choices=list(Role), required=True)
    create.add_argument("--code", required=True)
    create.add_argument("--name", required=True)
    create.add_argument("--governing", default="", metavar="NAME")
    card = office.command("card", "ghi phiếu đăng ký công khai của đơn vị", "office_commands.card")
    card.add_argument("-o", dest="output", type=Path, required=True, metavar="FILE.nq57card")
    card.add_argument("--renew", metavar="LÝ DO", help="đổi khóa mới trước khi ghi phiếu")
    sheet = office.command("key-sheet", "phiếu dự phòng khóa trên giấy (PDF)", "office_commands.key_sheet")
    sheet.add_argument("-o", dest="output", type=Path, required=True, metavar="FILE.pdf")
    again = office.command("key-restore", "nhập lại khóa từ phiếu dự phòng", "office_commands.restore_keys")
    again.add_argument("file", type=Path, metavar="FILE|-")
    card.add_argument("--email", metavar="A", help="địa chỉ nhận gói ghi trên phiếu của thành phố")
    trust = office.command("trust", "nhận phiếu của thành phố", "office_commands.trust")
    trust.add_argument("card", type=Path, metavar="CARD")
    trust.add_argument("--fingerprint", default="", metavar="F")
    renamed = office.command("rename", "đổi tên cơ quan từ một ngày", "unit_commands.rename_own")
    renamed.add_argument("--name", metavar="NAME")
    renamed.add_argument("--from", dest="day", type=_day, metavar="YYYY-MM-DD")
    renamed.add_argument("--document", default="", metavar="T")
    renamed.add_argument("--withdraw", metavar="LÝ DO", help="rút lại lần đổi tên gần nhất")
    days = office.command("calendar", "lịch gửi trên phiếu của thành phố", "unit_commands.calendar")
    days.add_argument("--take", action="store_true", help="dùng lịch của thành phố")
    days.add_argument("--own", action="store_true", help="dùng lịch của cơ quan")
    made = top.command("sample", "tạo đơn vị mẫu với mười tháng số liệu giả", "office_commands.sample")
    made.add_argument("folder", type=Path, metavar="DIR")


def _plans(top: Branch) -> None:
    read = top.command("read", "nhận ra các bảng trong một tệp; không ghi gì", "plan_commands.read")
    read.add_argument("file", type=Path, metavar="FILE")
    read.add_argument("--table", type=int, metavar="N")
    bring = top.command("import", "nhập từ tệp; không có --yes thì chỉ cho xem trước", "plan_commands.import_file")
    bring.add_argument("file", type=Path, metavar="FILE")
    bring.add_argument("--table", type=int, metavar="N")
    bring.add_argument("--plan")
    bring.add_argument("--yes", action="store_true")
    tasks = top.command("tasks", "các nhiệm vụ với trạng thái và thời hạn", "plan_commands.tasks")
    tasks.add_argument("--search", default="", metavar="TEXT")
    tasks.add_argument("--late", action="store_true")
    goals = top.command("indicators", "các chỉ tiêu với số liệu và đánh giá", "plan_commands.indicators")
    for listing in (tasks, goals):
        listing.add_argument("--plan")
        listing.add_argument("--period", metavar="P")
        listing.add_argument("--office-code", metavar="CODE")


def _language(top: Branch) -> None:
    deadline = top.command("deadline", "hiểu một thời hạn", "language_commands.deadline")
    deadline.add_argument("--plan-year", type=int, metavar="Y", help="năm của kế hoạch, cho thời hạn không ghi năm")
    target = top.command("target", "hiểu một mức chỉ tiêu", "language_commands.target")
    for wording in (deadline, target):
        wording.add_argument("text", nargs="*", metavar="TEXT")


def _progress(top: Branch) -> None:
    tasks = top.group("progress", "tiến độ của nhiệm vụ")
    record = tasks.command("set", "ghi tiến độ của một nhiệm vụ", "progress_commands.record")
    record.add_argument("task", metavar="TASK")
    record.add_argument("--period", required=True, metavar="P")
    record.add_argument("--state", type=State, choices=list(State), required=True)
    for name in ("percent", "disbursed"):
        record.add_argument(f"--{name}", type=int, metavar="N")
    for name in ("result", "product-document", "difficulty", "proposal"):
        record.add_argument(f"--{name}", metavar="T")
    for name in ("product-date", "finished-on"):
        record.add_argument(f"--{name}", type=date.fromisoformat, metavar="D")
    record.add_argument("--stopped-by", metavar="T", help="văn bản dừng hoặc thay thế nhiệm vụ")
    record.add_argument("--nothing-arose", action="store_true", default=None)
    indicator = top.group("indicator", "số liệu của chỉ tiêu")
    value = indicator.command("set", "ghi số liệu của một chỉ tiêu", "progress_commands.set_value")
    value.add_argument("indicator", metavar="ID")
    value.add_argument("--period", required=True, metavar="P")
    for name in ("actual", "numerator", "denominator"):
        value.add_argument(f"--{name}", metavar="N")
    same = indicator.command("same", "xác nhận một dòng là chỉ tiêu đã ghi ở dòng khác", "progress_commands.same")
    same.add_argument("shown", metavar="ID")
    same.add_argument("first", metavar="FIRST")
    period = top.group("period", "chốt và mở lại kỳ báo cáo")
    close = period.command("close", "chốt một kỳ sau khi kiểm tra", "progress_commands.close")
    close.add_argument("period", metavar="P")
    reopen = period.command("open", "mở lại một kỳ đã chốt", "progress_commands.reopen")
    reopen.add_argument("period", metavar="P")
    reopen.add_argument("--reason", required=True, metavar="T")


def _forms(top: Branch) -> None:
    form = top.group("form", "phiếu lấy số liệu gửi các cơ quan chủ trì")
    make = form.command("make", "lập phiếu Excel và Word cho từng cơ quan", "form_commands.make")
    make.add_argument("--body", metavar="B", help="chỉ một cơ quan")
    make.add_argument("-o", dest="output", type=Path, required=True, metavar="DIR")
    bring = form.command(
        "import", "nhận phiếu đã điền; không có --yes thì chỉ cho xem trước", "form_commands.import_forms"
    )
    bring.add_argument("files", type=Path, nargs="+", metavar="FILE")
    bring.add_argument("--yes", action="store_true")
    bring.add_argument(
        "--confirm", action="append", default=[], metavar="KEY[=VALUE]", help="chọn cho một dòng nghi ngờ"
    )
    bring.add_argument("--period", metavar="P", help="chỉ nhận phiếu của kỳ này")
    status = form.command("status", "cơ quan nào đã trả phiếu", "form_commands.status")
    remind = form.command("remind", "lời nhắc để dán vào Zalo", "form_commands.remind")
    remind.add_argument("--body", required=True, metavar="B")
    for about in (make, status, remind):
        about.add_argument("--period", required=True, metavar="P")


def _papers(top: Branch) -> None:
    paper = top.command("paper", "các loại giấy (list), hoặc in một loại ra tệp", "paper_commands.paper")
    paper.add_argument("kind", metavar="KIND|list")
    paper.add_argument("-o", dest="output", type=Path, metavar="FILE.pdf|.docx|.xlsx")
    paper.add_argument("--plan")
    paper.add_argument("--appendix", metavar="ID")
    paper.add_argument("--period", metavar="P")
    paper.add_argument("--body", metavar="B", help="chỉ một cơ quan (reminder, assignments)")
    paper.add_argument("--header", action=argparse.BooleanOptionalAction, default=None)


def _bundles(top: Branch) -> None:
    bundle = top.group("bundle", "gói dữ liệu có chữ ký")
    make = bundle.command("make", "xuất gói cả năm kế hoạch", "bundle_commands.make")
    make.add_argument("-o", dest="output", type=Path, required=True, metavar="FILE.nq57")
    make.add_argument("--period", metavar="P")
    make.add_argument("--seal", action="store_true", help="niêm phong để chỉ thành phố mở được")
    make.add_argument("--with-files", action="store_true", help="kèm tệp minh chứng của cả năm")
    show = bundle.command("show", "xem một gói nói gì", "bundle_commands.show")
    check = bundle.command("check", "kiểm tra một gói mà không gộp", "bundle_commands.check")
    second = bundle.command(
        "merge",
        "nhận gói của máy khác trong đơn vị; không có --yes: chỉ xem trước",
        "conflict_commands.take_over",
    )
    second.add_argument("--yes", action="store_true")
    for looking in (show, check, second):
        looking.add_argument("file", type=Path, metavar="FILE")
    bundle.command("list", "các gói đã xuất và tình trạng", "sending_commands.listing")
    bundle.command("drives", "các ổ USB đang cắm", "sending_commands.drives")
    copy = bundle.command("copy", "chép một gói vào USB, đọc lại và so", "sending_commands.copy")
    mail = bundle.command("mail", "soạn thư điện tử có đính gói (.eml)", "sending_commands.mail")
    handed = bundle.command("handed", "ghi là đã chuyển cho thành phố", "sending_commands.handed")
    handed.add_argument("--not", dest="handed", action="store_false", help="bỏ ghi đã chuyển")
    for one in (copy, mail, handed):
        one.add_argument("code", metavar="MÃ GÓI")
    copy.add_argument("-o", dest="output", type=Path, required=True, metavar="DIR")
    mail.add_argument("-o", dest="output", type=Path, required=True, metavar="FILE.eml")


def _city(top: Branch) -> None:
    city = top.group("city", "việc của thành phố")
    enrol = city.command("enrol", "ghi nhận phiếu đăng ký của đơn vị", "city_commands.enrol")
    enrol.add_argument("cards", type=Path, nargs="+", metavar="CARD")
    enrol.add_argument("--replace", action="store_true", help="thay khóa đã ghi nhận")
    merge = city.command("merge", "gộp các gói", "city_commands.merge")
    merge.add_argument("paths", type=Path, nargs="+", metavar="FILE|DIR")
    merge.add_argument("--dry-run", action="store_true")
    disagree = city.command("conflicts", "các ô mà hai máy của một đơn vị ghi khác nhau", "conflict_commands.listing")
    disagree.add_argument("--office-code", metavar="CODE")
    disagree.add_argument("--all", dest="every", action="store_true", help="cả ô đơn vị đã giải quyết")
    decide = city.command("resolve", "chọn giá trị thành phố tạm dùng", "conflict_commands.resolve")
    decide.add_argument("id", metavar="ID")
    decide.add_argument("--take", choices=("a", "b", "other"), required=True)
    decide.add_argument("--value", default="", metavar="T", help="giá trị khác, với --take other; cần --reason")
    lock = city.command("lock", "khóa một kỳ; nêu trước những gì còn thiếu", "conflict_commands.lock")
    lock.add_argument("--dry-run", action="store_true", help="chỉ nêu, chưa khóa")
    unlock = city.command("unlock", "mở lại một kỳ đã khóa", "conflict_commands.unlock")
    for locking in (lock, unlock):
        locking.add_argument("period", metavar="P")
    city.command("held", "các gói đang chờ quyết định", "conflict_commands.held")
    accept = city.command("accept", "chấp nhận một gói đang chờ", "conflict_commands.accept")
    back = city.command("return", "trả lại một gói đang chờ", "conflict_commands.give_back")
    for waiting in (accept, back):
        waiting.add_argument("bundle", metavar="MÃ GÓI")
    city.command("refused", "các tệp bị từ chối, giữ riêng trong bundles/quarantine", "conflict_commands.refused")
    undone = city.command("undo", "hoàn tác lần gộp mới nhất của một đơn vị", "conflict_commands.undo")
    undone.add_argument("office_code", metavar="CODE")
    decide.add_argument("--reason", default="", metavar="T")
    for reasoned in (unlock, accept, back):
        reasoned.add_argument("--reason", required=True, metavar="T")
    answer = city.command("receipts", "viết biên nhận cho từng đơn vị vào một thư mục", "receipt_commands.issue")
    answer.add_argument("-o", dest="output", type=Path, required=True, metavar="DIR")
    answer.add_argument("--period", metavar="P")
    answer.add_argument("--office-code", action="append", default=[], metavar="CODE")
    book = city.command("workbook", "sổ Excel tổng hợp, mỗi bảng một trang", "city_commands.workbook")
    book.add_argument("-o", dest="output", type=Path, required=True, metavar="FILE.xlsx")
    book.add_argument("--period", metavar="P")
    status = city.command("status", "đơn vị nào đã gửi gì", "city_commands.status")
    status.add_argument("--period", required=True, metavar="P")
    _assigning(city)
    _units(city)
    leaving = city.command("export", "số liệu tổng hợp thành CSV, JSON Lines, Parquet", "publishing_commands.export")
    leaving.add_argument("-o", dest="output", type=Path, required=True, metavar="DIR")
    leaving.add_argument("--format", default="", metavar="csv,jsonl,parquet", help="bỏ trống: mọi dạng ghi được")
    leaving.add_argument("--year", type=int, metavar="Y", help="chỉ một năm kế hoạch")
    sharing = city.command("publish", "số liệu tổng hợp vào cơ sở dữ liệu PostgreSQL", "publish_commands.publish")
    sharing.add_argument("--to", default="", metavar="postgresql://…", help="không có mật khẩu; xem PGPASSFILE")
    sharing.add_argument("--schema", default="nq57", metavar="TÊN")
    sharing.add_argument("--period", metavar="P", help="kỳ mà các câu hỏi xét")
    sharing.add_argument("--dry-run", action="store_true", help="chỉ nêu, chưa ghi")
    sharing.add_argument("--roles-script", action="store_true", help="in kịch bản SQL tạo lược đồ và hai vai trò")


def _assigning(city: Branch) -> None:
    give = city.command("assign", "giao nhiệm vụ, chỉ tiêu, ý kiến chỉ đạo cho các đơn vị", "assigning_commands.assign")
    give.add_argument("-o", dest="output", type=Path, required=True, metavar="DIR")
    for name in ("task", "indicator", "withdraw"):
        give.add_argument(f"--{name}", action="append", default=[], metavar="ID")
    give.add_argument("--whole-plan", action="store_true", help="mọi dòng của kế hoạch thành phố")
    give.add_argument("--note", metavar="T", help="ý kiến chỉ đạo")
    for name in ("about", "document", "reason"):
        give.add_argument(f"--{name}", default="", metavar="ID" if name == "about" else "T")
    give.add_argument("--office-code", action="append", default=[], metavar="CODE")
    given = city.command("assigned", "đơn vị nào đã được giao gì, đã nhận về chưa", "assigning_commands.assigned")
    listed = city.command("links", "các dòng chưa liên kết, kèm gợi ý", "assigning_commands.links")
    listed.add_argument("--office-code", metavar="CODE")
    for of_year in (give, given, listed):
        of_year.add_argument("--year", type=int, metavar="Y")
    link = city.command("link", "liên kết dòng của đơn vị với danh mục thành phố", "assigning_commands.link")
    unlink = city.command("unlink", "bỏ liên kết của một dòng", "assigning_commands.unlink")
    for linking in (link, unlink):
        linking.add_argument("ward", metavar="OFFICE")
        linking.add_argument("row", metavar="ROW")
    link.add_argument("reference", metavar="REFERENCE")


def _units(city: Branch) -> None:
    listed = city.command("units", "danh sách đơn vị theo ngày, và các thay đổi đã ghi", "unit_commands.listing")
    listed.add_argument("--on", type=_day, metavar="YYYY-MM-DD")
    listed.add_argument("--all", dest="every", action="store_true", help="mọi mã, mọi tên từng có")
    unit = city.group("unit", "đổi tên, hợp nhất, chia tách, giải thể đơn vị; không có --yes thì chỉ cho xem trước")
    rename = unit.command("rename", "đổi tên, giữ hoặc đổi mã", "unit_commands.rename")
    rename.add_argument("--new-code", default="", metavar="CODE")
    merge = unit.command("merge", "nhiều đơn vị thành một", "unit_commands.merge")
    merge.add_argument("codes", nargs="+", metavar="CODE")
    merge.add_argument("--into", required=True, metavar="CODE", help="mã của đơn vị nhận, mới hoặc đang có")
    split = unit.command("split", "một đơn vị thành nhiều", "unit_commands.split")
    split.add_argument("--into", action="append", required=True, metavar="CODE=NAME")
    close = unit.command("close", "giải thể", "unit_commands.close")
    mend = unit.command("correct", "sửa tên ghi sai trong danh sách", "unit_commands.correct")
    for one in (rename, split, close, mend):
        one.add_argument("code", metavar="CODE")
    for named in (rename, mend):
        named.add_argument("--name", required=True, metavar="NAME")
    merge.add_argument("--name", default="", metavar="NAME", help="bỏ trống: giữ tên của đơn vị nhận")
    for dated in (rename, merge, split, close):
        dated.add_argument("--from", dest="day", type=_day, required=True, metavar="YYYY-MM-DD", help="ngày hiệu lực")
        dated.add_argument("--document", required=True, metavar="T", help="nghị quyết làm căn cứ")
    for carrying in (rename, merge, split):
        carrying.add_argument("--carry", action="store_true", help="ghi nhiệm vụ chưa xong là tiếp nối")
    for each in (rename, merge, split, close, mend):
        each.add_argument("--yes", action="store_true")
    back = unit.command("withdraw", "rút lại một thay đổi", "unit_commands.withdraw")
    back.add_argument("change", metavar="SỐ")
    back.add_argument("--reason", required=True, metavar="T")


def _receipts(top: Branch) -> None:
    receipt = top.group("receipt", "biên nhận của thành phố")
    bring = receipt.command("import", "nạp biên nhận", "receipt_commands.bring")
    bring.add_argument("file", type=Path, metavar="FILE.nq57receipt")
    code = receipt.command("type", "nhập mã biên nhận đọc qua điện thoại", "receipt_commands.type_code")
    code.add_argument("code", metavar="CODE")
    receipt.command("list", "các biên nhận đã nạp", "receipt_commands.listing")
    settle = receipt.command("settle", "thống nhất một ô thành phố hỏi lại", "conflict_commands.settle")
    settle.add_argument("id", metavar="ID")
    settle.add_argument("--take", choices=("own", "other", "value"), required=True)
    settle.add_argument("--value", default="", metavar="T", help="giá trị khác, với --take value; cần --reason")
    settle.add_argument("--reason", default="", metavar="T")
    open_ = receipt.command("findings", "những dòng thành phố còn hỏi lại", "receipt_commands.findings")
    open_.add_argument("--period", metavar="P")
    given = top.group("assignment", "nhiệm vụ, chỉ tiêu thành phố giao")
    bring = given.command(
        "import", "nạp tệp giao nhiệm vụ; không có --yes thì chỉ cho xem trước", "assignment_ward_commands.bring"
    )
    bring.add_argument("file", type=Path, metavar="FILE.nq57assign")
    bring.add_argument("--yes", action="store_true", help="ghép gợi ý chắc chắn, thêm các dòng còn lại")
    for name, does in (("link", "ghép với dòng của mình"), ("add", "thêm thành dòng mới"), ("later", "để sau")):
        form = "CITYID=ROWID" if name == "link" else "CITYID"
        bring.add_argument(f"--{name}", action="append", default=[], metavar=form, help=does)
    given.command("list", "thành phố đã giao gì và từng dòng ra sao", "assignment_ward_commands.listing")


def _care(top: Branch) -> None:
    top.command("check", "kiểm tra cơ sở dữ liệu và nhật ký", "care_commands.check")
    backup = top.group("backup", "sao lưu và khôi phục")
    backup.command("make", "sao lưu ngay", "care_commands.make")
    backup.command("list", "các bản sao lưu", "care_commands.list_backups")
    salvage = backup.command("salvage", "cứu dữ liệu hỏng: bản sao lưu tốt gần nhất và phần ghi sau còn đọc được",
                             "care_commands.salvage")  # fmt: skip
    salvage.add_argument("--yes", action="store_true", help="thay dữ liệu hỏng; không có thì chỉ nêu")
    restore = backup.command("restore", "khôi phục một bản sao lưu", "care_commands.restore")
    restore.add_argument("file", type=Path, metavar="FILE")
    trace = top.group("trace", "nhật ký: xuất thành tệp có ký, kiểm tra tệp")
    leaving = trace.command("export", "ghi cả nhật ký ra tệp có chữ ký đi kèm", "trace_commands.export")
    leaving.add_argument("-o", dest="output", type=Path, required=True, metavar="FILE.jsonl")
    seen = trace.command("check", "kiểm tra chữ ký và chuỗi của một tệp nhật ký", "trace_commands.check")
    seen.add_argument("file", type=Path, metavar="FILE.jsonl")
    book = top.command("manual", "ghi cẩm nang sử dụng thành PDF", "manual_commands.manual")
    book.add_argument("-o", dest="output", type=Path, required=True, metavar="FILE.pdf")
    shots = top.command("screenshots", "chụp mọi trang và hộp thoại trên đơn vị mẫu", "care_commands.screenshots")
    shots.add_argument("folder", type=Path, metavar="DIR")
    test = top.command("self-test", "đi cả hành trình trong một thư mục tạm", "care_commands.self_test")
    test.add_argument("-o", dest="output", type=Path, metavar="DIR")
