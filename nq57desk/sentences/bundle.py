"""Sentences about keys, cards, bundles and merging."""

from __future__ import annotations

from nq57desk.wording import mark

SENTENCES: dict[str, str] = {
    # keys
    "keys.exist": mark(
        "Thư mục “{folder}” đã có khóa. Khóa cũ còn nguyên, chưa tạo khóa mới. "
        "Dùng tiếp khóa đang có, hoặc chọn thư mục khác."
    ),
    "keys.missing": mark(
        "Không thấy khóa ký trong “{folder}”. Dữ liệu còn nguyên, chưa ghi tệp nào. "
        "Nhập lại khóa từ phiếu khóa đã in (trang Trao đổi, Đăng ký với thành phố), hoặc thay khóa mới ở đó."
    ),
    "keys.damaged": mark(
        "Khóa trong “{folder}” không đọc được. Dữ liệu còn nguyên, chưa ghi tệp nào. "
        "Nhập lại khóa từ phiếu khóa đã in (trang Trao đổi, Đăng ký với thành phố), hoặc thay khóa mới ở đó."
    ),
    "keys.password": mark(
        "Khóa ký trong “{folder}” đang có mật khẩu nên phần mềm không dùng được. Chưa ghi tệp nào. "
        "Gỡ mật khẩu bằng minisign -C, hoặc nhập lại khóa từ phiếu khóa đã in."
    ),
    "keys.differ": mark(
        "Khóa trong “{folder}” không phải khóa của đơn vị này. Chưa ghi tệp nào, dữ liệu còn nguyên. "
        "Nhập lại khóa từ phiếu khóa đã in (trang Trao đổi, Đăng ký với thành phố)."
    ),
    # the form of any signed file
    "bundle.unreadable": mark(
        "Không mở được tệp “{name}”: {reason}. Dữ liệu còn nguyên. Xem lại đường dẫn, hoặc cắm lại USB rồi thử lại."
    ),
    "bundle.too_large": mark(
        "Tệp “{file}” lớn hơn {limit} MiB nên không được mở. Dữ liệu còn nguyên. Xin lại tệp từ nơi gửi."
    ),
    "bundle.wrong_type": mark(
        "Tệp “{file}” không phải tệp do NQ57 Desk tạo. Dữ liệu còn nguyên. Chọn tệp có đuôi .nq57 (gói dữ liệu) "
        "hoặc .nq57card (phiếu đăng ký)."
    ),
    "bundle.other_file": mark(
        "Tệp “{file}” là một loại tệp khác của NQ57 Desk, không phải loại cần ở đây. Dữ liệu còn nguyên. "
        "Chọn gói dữ liệu (.nq57) khi nạp gói, phiếu đăng ký (.nq57card) khi đăng ký đơn vị."
    ),
    "bundle.truncated": mark(
        "Tệp “{file}” bị thiếu phần cuối, có thể do chép chưa xong. Dữ liệu còn nguyên. Chép lại tệp rồi nạp lại."
    ),
    "bundle.damaged": mark(
        "Tệp “{file}” bị hỏng, có thể khi chép. Không lấy gì từ tệp, dữ liệu còn nguyên. "
        "Chép lại từ nguồn; nếu vẫn vậy thì xin lại tệp từ nơi gửi."
    ),
    "bundle.no_receipt": mark(
        "Tệp “{file}” không cho biết là của đơn vị nào nên không đơn vị nào nhận được biên nhận từ chối. Tệp gốc và "
        "dữ liệu còn nguyên. Gọi điện cho người đã chuyển tệp để đơn vị xuất và gửi lại."
    ),
    "bundle.no_receipt_guess": mark(
        "Tệp “{file}” không cho biết là của đơn vị nào nên không đơn vị nào nhận được biên nhận từ chối. Theo tên tệp, "
        "có thể là của {office} ({code}); đây chỉ là phỏng đoán. Tệp gốc và dữ liệu còn nguyên. "
        "Gọi điện hỏi đơn vị đó và đề nghị xuất, gửi lại."
    ),
    "bundle.changed": mark(
        "Tệp “{file}” đã bị sửa sau khi ký. Không lấy gì từ tệp, dữ liệu còn nguyên. "
        "Giữ lại tệp để kiểm tra và xin đơn vị gửi tệp gốc."
    ),
    "bundle.wrong_signer": mark(
        "Tệp “{file}” không được ký bằng khóa đã đăng ký của đơn vị (khóa trong tệp {found}, khóa đã đăng ký "
        "{expected}). Không lấy gì từ tệp. Gọi điện đối chiếu vân tay khóa; nếu đơn vị đổi khóa thì đăng ký lại phiếu."
    ),
    "bundle.claims": mark(
        "Lời ghi kèm chữ ký và nội dung của gói “{file}” không nói về cùng một đơn vị, kỳ và lần xuất. "
        "Không lấy gì từ gói. Báo đơn vị xuất lại gói."
    ),
    "bundle.unsafe_name": mark(
        "Gói “{file}” chứa một tên tệp không an toàn (“{name}”). Không giải nén gì, dữ liệu còn nguyên. "
        "Báo đơn vị gửi và giữ lại tệp để kiểm tra."
    ),
    "bundle.members": mark(
        "Gói “{file}” thừa, thiếu hoặc lặp phần “{name}”. Không lấy gì từ gói. Báo đơn vị xuất lại gói."
    ),
    "bundle.bomb": mark(
        "Gói “{file}” sẽ phình quá lớn khi giải nén nên đã dừng lại. Dữ liệu còn nguyên. "
        "Báo đơn vị gửi và giữ lại tệp để kiểm tra."
    ),
    # what is inside a bundle
    "bundle.payload": mark(
        "Phần ruột của gói “{file}” không đúng mẫu đóng gói. Không lấy gì từ gói. Báo đơn vị xuất lại gói."
    ),
    "bundle.newer_format": mark(
        "Gói “{file}” do phiên bản mới hơn ({program}) tạo ra. Gói được giữ lại nguyên vẹn, chưa nạp. "
        "Cập nhật phần mềm của thành phố rồi nạp lại."
    ),
    "bundle.manifest": mark(
        "Bản kê của gói “{file}” không đúng mẫu (mục {what}). Không lấy gì từ gói. Báo đơn vị xuất lại gói."
    ),
    "bundle.sums": mark(
        "Phần “{name}” của gói “{file}” không khớp mã kiểm. Không lấy gì từ gói. Báo đơn vị xuất lại gói."
    ),
    "bundle.counts": mark(
        "Gói “{file}” kê {named} dòng trong {part} nhưng có {found}. Không lấy gì từ gói. Báo đơn vị xuất lại gói."
    ),
    "bundle.line": mark(
        "Dòng {row} của phần {part} trong gói “{file}” không đúng mẫu. Không lấy gì từ gói. Báo đơn vị xuất lại gói."
    ),
    "bundle.long_line": mark(
        "Dòng {row} của phần {part} trong gói “{file}” dài quá {limit} KiB. Không lấy gì từ gói. "
        "Báo đơn vị gửi và giữ lại tệp để kiểm tra."
    ),
    "bundle.deep_json": mark(
        "Gói “{file}” có dữ liệu lồng nhau quá sâu. Không lấy gì từ gói. Báo đơn vị gửi và giữ lại tệp để kiểm tra."
    ),
    "bundle.order": mark(
        "Phần {part} trong gói “{file}” lặp hoặc đảo thứ tự ở dòng {row}. Không lấy gì từ gói. Báo đơn vị xuất lại gói."
    ),
    "bundle.text": mark(
        "Chữ trong phần {part} của gói “{file}” không phải Unicode dựng sẵn (NFC). Không lấy gì từ gói. "
        "Báo đơn vị xuất lại gói."
    ),
    "bundle.year": mark(
        "Dòng {row} của phần {part} trong gói “{file}” không thuộc năm {year}. Không lấy gì từ gói. "
        "Báo đơn vị xuất lại gói."
    ),
    "bundle.period": mark(
        "Gói “{file}” có kỳ “{period}” không đúng mẫu trong {part}. Không lấy gì từ gói. Báo đơn vị xuất lại gói."
    ),
    "bundle.revision": mark(
        "Gói “{file}” có bản ghi mang số hiệu {found}, cao hơn số hiệu {named} của chính gói. Không lấy gì từ gói. "
        "Báo đơn vị xuất lại gói."
    ),
    # merging
    "bundle.cannot_keep": mark(
        "Không lưu được gói “{file}” vào thư mục dữ liệu: {reason}. Số liệu không thay đổi. "
        "Giải phóng chỗ trống trên máy rồi làm lại."
    ),
    "bundle.none": mark("Không thấy gói dữ liệu (.nq57) nào. Dữ liệu còn nguyên. Chọn tệp hoặc thư mục có gói."),
    "bundle.unknown_office": mark(
        "Chưa đăng ký đơn vị mang mã {code} nên chưa nhận gói “{file}”. Dữ liệu còn nguyên. "
        "Đăng ký phiếu (.nq57card) của đơn vị rồi nạp lại."
    ),
    "bundle.not_from_ward": mark(
        "Gói “{file}” không phải của xã, phường, đặc khu. Không lấy gì từ gói. Chọn gói do đơn vị cấp xã xuất."
    ),
    "bundle.sample": mark(
        "Gói “{file}” là của đơn vị mẫu. Số liệu thật còn nguyên, không có gì trộn vào. Bỏ tệp này ra."
    ),
    "bundle.already_received": mark("Gói “{file}” đã nhận ngày {on}. Không có gì thay đổi. Không cần nạp lại."),
    "bundle.stale": mark(
        "Gói “{file}” (lần {sequence}) cũ hơn gói đã nạp (lần {last}). Số liệu mới hơn còn nguyên; gói được lưu lại. "
        "Không cần làm gì thêm."
    ),
    "bundle.forked": mark(
        "Gói “{file}” (lần {sequence}) lập trên máy khác với gói đã nạp. Hai bên đã được gộp theo từng ô, không ô "
        "nào trái nhau. Không cần làm gì thêm."
    ),
    "bundle.conflicts": mark(
        "Gói “{file}” có {rows} ô khác với gói lập trên máy khác của đơn vị. Cả hai giá trị được giữ, các ô khác "
        "của gói đã gộp. Giải quyết {rows} ô hoặc chờ gói sau của đơn vị."
    ),
    "bundle.gap": mark(
        "Gói “{file}” là lần {sequence}, chưa thấy lần {missing}. Số liệu đã đủ vì gói nào cũng chứa cả năm; "
        "gói đã được gộp. Không cần làm gì thêm."
    ),
    "bundle.other_year": mark(
        "Gói “{file}” thuộc kế hoạch năm {year}. Số liệu các năm nằm riêng, không trộn vào nhau. Không cần làm gì thêm."
    ),
    "bundle.locked_period": mark(
        "Gói “{file}” sẽ đổi số liệu của kỳ {period} đã khóa. Chưa đổi gì; gói được giữ thành đề nghị điều chỉnh. "
        "Chấp nhận điều chỉnh hoặc trả lại, kèm lý do."
    ),
    "bundle.kept_gone": mark(
        "Không còn bản lưu nguyên vẹn của gói {digest} cần để gộp gói “{file}”. Số liệu đang có còn nguyên; gói được "
        "giữ lại. Chép lại thư mục bundles từ bản sao lưu rồi nạp lại."
    ),
    "bundle.self_check": mark(
        "Đếm lại sau khi gộp gói “{file}” thấy không khớp ({what}), nên đã hoàn lại như trước khi gộp. Số liệu còn "
        "nguyên. Nạp lại gói; nếu vẫn vậy thì báo người hỗ trợ phần mềm."
    ),
    "bundle.being_written": mark(
        "Tệp “{file}” đang được chép dở. Chưa lấy gì từ tệp, dữ liệu còn nguyên. Chờ chép xong rồi nạp lại."
    ),
    "bundle.returned": mark(
        "Gói “{file}” đã được trả lại ngày {on}: {reason}. Số liệu không thay đổi. Chờ đơn vị sửa và xuất gói mới."
    ),
    "bundle.taken_back": mark(
        "Thành phố đã gộp gói này rồi rút lại việc gộp; gói còn được lưu ở thành phố nhưng số liệu chưa được tính. "
        "Hãy hỏi thành phố lý do, hoặc sửa rồi xuất gói mới."
    ),
    "bundle.many_deletions": mark(
        "Gói “{file}” sẽ xóa {deleted} trong {before} dòng của đơn vị. Chưa xóa gì; gói được lưu lại. "
        "Hỏi đơn vị, rồi nhận kèm lý do nếu đúng."
    ),
    "bundle.not_waiting": mark(
        "Không có gói nào mang mã {digest} đang chờ quyết định. Dữ liệu còn nguyên. Xem lại danh sách gói đang chờ."
    ),
    "bundle.reason": mark("Chấp nhận hay trả lại gói đều cần ghi lý do. Gói vẫn được giữ. Nhập lý do rồi làm lại."),
    # making
    "bundle.city_makes_none": mark(
        "Máy của thành phố không xuất gói dữ liệu cấp xã. Chưa ghi tệp nào. Mở thư mục của xã, phường, đặc khu."
    ),
    "bundle.no_plan": mark(
        "Chưa có kế hoạch nào của năm {year} để xuất. Chưa ghi tệp nào. Nhập kế hoạch của năm đó trước."
    ),
    "bundle.cannot_write": mark(
        "Không ghi được gói vào “{name}”: {reason}. Gói đã lưu trong thư mục bundles/made của đơn vị. "
        "Chọn nơi khác hoặc giải phóng chỗ trống rồi xuất lại."
    ),
    "bundle.read_back": mark(
        "Gói vừa ghi vào “{name}” đọc lại không giống bản gốc. Bản gốc còn trong thư mục bundles/made của đơn vị. "
        "Thử ghi vào USB khác."
    ),
    # cards
    "card.none": mark("Không thấy phiếu đăng ký (.nq57card) nào. Chưa đăng ký gì. Chọn tệp hoặc thư mục có phiếu."),
    "card.contents": mark(
        "Phiếu “{file}” không đúng mẫu (mục {what}). Chưa đăng ký gì từ phiếu này. Xin đơn vị xuất lại phiếu."
    ),
    "card.newer_format": mark(
        "Phiếu “{file}” do phiên bản mới hơn tạo ra. Chưa đăng ký gì từ phiếu này. Cập nhật phần mềm rồi thử lại."
    ),
    "card.signature": mark(
        "Phiếu “{file}” không được ký bằng chính khóa ghi trong phiếu. Chưa đăng ký gì từ phiếu này. "
        "Xin lại phiếu từ đơn vị."
    ),
    "card.not_ward": mark(
        "Phiếu “{file}” của {office} không phải của xã, phường, đặc khu. Chưa đăng ký gì từ phiếu này. "
        "Chọn phiếu do đơn vị cấp xã xuất."
    ),
    "card.sample": mark("Phiếu “{file}” là của đơn vị mẫu. Chưa đăng ký gì từ phiếu này. Bỏ tệp này ra."),
    "card.own_code": mark(
        "Phiếu “{file}” mang mã {code} trùng với mã của thành phố. Chưa đăng ký gì từ phiếu này. Xem lại mã của đơn vị."
    ),
    "card.key_differs": mark(
        "{office} đã đăng ký với khóa khác (đang có {known}, trên phiếu {found}). Khóa cũ còn nguyên. "
        "Gọi điện đối chiếu vân tay; nếu đơn vị đổi khóa thật thì đăng ký thay thế."
    ),
}
