"""Sentences about receipts, trusting a city, sending, and renewing keys."""

from __future__ import annotations

from nq57desk.wording import mark

SENTENCES: dict[str, str] = {
    # a receipt as a file
    "receipt.unreadable": mark(
        "Không mở được tệp “{name}”: {reason}. Tình trạng các gói giữ nguyên. Xem lại đường dẫn rồi thử lại."
    ),
    "receipt.too_large": mark(
        "Tệp “{file}” lớn hơn {limit} MiB nên không phải biên nhận. Tình trạng các gói giữ nguyên. "
        "Xin thành phố gửi lại biên nhận."
    ),
    "receipt.wrong_type": mark(
        "Tệp “{file}” không phải biên nhận. Tình trạng các gói giữ nguyên. Chọn tệp có đuôi .nq57receipt."
    ),
    "receipt.other_file": mark(
        "Tệp “{file}” là một loại tệp khác của NQ57 Desk, không phải biên nhận. Tình trạng các gói giữ nguyên. "
        "Chọn tệp có đuôi .nq57receipt."
    ),
    "receipt.truncated": mark(
        "Biên nhận “{file}” bị thiếu phần cuối, có thể do chép chưa xong. Tình trạng các gói giữ nguyên. "
        "Chép lại tệp rồi nạp lại."
    ),
    "receipt.damaged": mark(
        "Biên nhận “{file}” bị hỏng, có thể khi chép. Tình trạng các gói giữ nguyên. "
        "Chép lại từ nguồn; nếu vẫn vậy thì xin thành phố gửi lại."
    ),
    "receipt.changed": mark(
        "Biên nhận “{file}” đã bị sửa sau khi ký. Tình trạng các gói giữ nguyên. "
        "Giữ lại tệp để kiểm tra và xin thành phố gửi tệp gốc."
    ),
    "receipt.wrong_signer": mark(
        "Biên nhận “{file}” không được ký bằng khóa đã ghi nhận của thành phố (khóa trong tệp {found}, khóa đã ghi "
        "nhận {expected}). Tình trạng các gói giữ nguyên. Gọi điện cho thành phố; nếu thành phố đổi khóa thì nạp "
        "phiếu mới của thành phố."
    ),
    "receipt.claims": mark(
        "Lời ghi kèm chữ ký và nội dung của biên nhận “{file}” không nói về cùng một đơn vị và kỳ. "
        "Tình trạng các gói giữ nguyên. Báo thành phố viết lại biên nhận."
    ),
    "receipt.contents": mark(
        "Biên nhận “{file}” không đúng mẫu (mục {what}). Tình trạng các gói giữ nguyên. "
        "Báo thành phố viết lại biên nhận."
    ),
    "receipt.newer_format": mark(
        "Biên nhận “{file}” do phiên bản mới hơn ({program}) tạo ra. Tình trạng các gói giữ nguyên. "
        "Cập nhật phần mềm rồi nạp lại."
    ),
    # whose it is
    "receipt.only_ward": mark(
        "Biên nhận chỉ nạp được ở máy của xã, phường, đặc khu. Không có gì bị thay đổi. Mở thư mục của đơn vị cấp xã."
    ),
    "receipt.no_city": mark(
        "Chưa nạp phiếu của thành phố nên chưa kiểm tra được biên nhận. Tình trạng các gói giữ nguyên. "
        "Nạp phiếu của thành phố (.nq57card) trước."
    ),
    "receipt.foreign_city": mark(
        "Biên nhận “{file}” do nơi khác (mã {code}) viết, không phải {city}. Tình trạng các gói giữ nguyên. "
        "Chọn biên nhận của thành phố mình."
    ),
    "receipt.other_office": mark(
        "Biên nhận “{file}” là của {office} (mã {code}), không phải của cơ quan này. Tình trạng các gói giữ nguyên. "
        "Chọn tệp mang mã của cơ quan mình."
    ),
    "receipt.sample": mark(
        "Biên nhận “{file}” thuộc đơn vị mẫu và đơn vị thật lẫn nhau. Tình trạng các gói giữ nguyên. Bỏ tệp này ra."
    ),
    "receipt.unknown_bundle": mark(
        "Không gói nào trong biên nhận “{file}” (kỳ {period}) do máy này xuất. Tình trạng các gói giữ nguyên. "
        "Nạp biên nhận ở máy đã xuất gói, hoặc xem lại có chọn đúng tệp không."
    ),
    "receipt.cannot_keep": mark(
        "Không lưu được biên nhận “{file}” vào thư mục dữ liệu: {reason}. Tình trạng các gói giữ nguyên. "
        "Giải phóng chỗ trống trên máy rồi nạp lại."
    ),
    "receipt.already": mark("Biên nhận “{file}” đã nạp ngày {on}. Không có thay đổi nào."),
    "receipt.older": mark(
        "Biên nhận “{file}” (số {number}) cũ hơn biên nhận số {last} đã nạp. Tệp được giữ lại, tình trạng các gói "
        "giữ nguyên theo biên nhận mới hơn."
    ),
    "receipt.other_computer": mark(
        "Biên nhận “{file}” còn nói về gói lần {sequences} không do máy này xuất. Các gói của máy này đã được "
        "ghi nhận. Nếu cơ quan có hai máy thì nạp biên nhận ở cả máy kia."
    ),
    # the code
    "receipt.code_letters": mark(
        "“{code}” không phải mã biên nhận: cần đủ {letters} ký tự và ký tự cuối phải khớp. "
        "Tình trạng các gói giữ nguyên. Nhờ thành phố đọc lại từng nhóm bốn ký tự."
    ),
    "receipt.code_unknown": mark(
        "Mã {code} không khớp gói nào do máy này xuất. Tình trạng các gói giữ nguyên. "
        "Hỏi lại thành phố mã gói và kỳ báo cáo, hoặc nạp tệp biên nhận."
    ),
    # at the city
    "receipt.none": mark(
        "Chưa nhận gói nào của kỳ và đơn vị được chọn nên chưa có gì để viết biên nhận. Chưa ghi tệp nào. "
        "Gộp gói trước."
    ),
    # trusting a city
    "workspace.only_ward": mark(
        "Việc này chỉ làm được ở máy của xã, phường, đặc khu. Không có gì bị thay đổi. Mở thư mục của đơn vị cấp xã."
    ),
    "workspace.trust_sample": mark(
        "Phiếu “{file}” là của thành phố mẫu. Chưa nhận gì. Xin phiếu đăng ký của thành phố thật."
    ),
    "workspace.trust_own_code": mark(
        "Phiếu “{file}” mang mã {code} trùng với mã của cơ quan này. Chưa nhận gì. Xem lại phiếu với thành phố."
    ),
    "workspace.trust_renewed": mark(
        "{name} đã đổi khóa: đang có vân tay {known}, trên phiếu là {found}. Khóa cũ vẫn được dùng, chưa nhận gì. "
        "Gọi điện cho thành phố; nếu được đọc đúng {found} thì nhận phiếu kèm vân tay này."
    ),
    "workspace.trust_other": mark(
        "Cơ quan đang gửi cho {known}; phiếu này của {name} (vân tay {found}). Chưa nhận gì. "
        "Nếu đúng là chuyển sang nơi nhận mới thì nhận phiếu kèm vân tay này."
    ),
    "workspace.trust_unlisted": mark(
        "Mã {code} của cơ quan không có trong danh sách đơn vị trên phiếu của {name}. Phiếu vẫn được nhận. "
        "Báo thành phố kiểm tra lại mã đơn vị."
    ),
    "workspace.bad_email": mark(
        "“{address}” không phải địa chỉ thư điện tử. Địa chỉ cũ còn nguyên. Nhập lại, ví dụ vanthu@donvi.gov.vn."
    ),
    # sealing
    "bundle.sealed": mark(
        "Gói “{file}” được niêm phong cho thành phố, chỉ mở được ở máy của thành phố. Chưa lấy gì từ gói. "
        "Muốn xem ở đây thì mở gói không niêm phong trong thư mục bundles/made."
    ),
    "bundle.other_recipient": mark(
        "Gói “{file}” niêm phong cho nơi khác: không khóa nào của nơi này mở được. Không lấy gì từ gói. "
        "Báo đơn vị nạp lại phiếu của thành phố rồi xuất lại gói; nếu phiếu đúng thì có thể phần đầu tệp đã hỏng."
    ),
    "bundle.seal_damaged": mark(
        "Gói niêm phong “{file}” bị hỏng hoặc thiếu phần cuối, có thể khi chép. Không lấy gì từ gói. "
        "Chép lại từ nguồn; nếu vẫn vậy thì xin lại tệp từ đơn vị gửi."
    ),
    "bundle.no_recipient": mark(
        "Chưa nạp phiếu của thành phố nên chưa niêm phong được gói. Chưa ghi tệp nào. "
        "Nạp phiếu của thành phố, hoặc xuất gói không niêm phong."
    ),
    # sending
    "sending.unknown": mark(
        "Không có gói mang mã “{digest}” trong máy này. Không có gì bị thay đổi. Xem lại danh sách."
    ),
    "sending.kept_gone": mark(
        "Bản gốc của gói trong máy không còn nguyên ({file}). Chưa chép gì. Xuất gói lại, rồi chuyển gói mới."
    ),
    "sending.no_folder": mark("Không thấy thư mục “{folder}”. Chưa chép gì. Cắm lại USB, hoặc chọn thư mục khác."),
    "sending.no_space": mark(
        "“{folder}” chỉ còn trống {free}, gói cần {needed}. Chưa chép gì, gói gốc trong máy còn nguyên. "
        "Xóa bớt tệp trên USB hoặc dùng USB khác."
    ),
    "sending.cannot_copy": mark(
        "Không chép được gói vào “{folder}”: {reason}. Gói gốc trong máy còn nguyên. Thử lại, hoặc dùng USB khác."
    ),
    "sending.differs": mark(
        "Tệp chép sang “{folder}” khác bản gốc. Gói gốc trong máy còn nguyên. "
        "Không gửi tệp này; chép lại, hoặc dùng USB khác."
    ),
    # keys
    "keys.no_reason": mark("Đổi khóa cần ghi lý do. Khóa đang dùng còn nguyên. Ghi lý do rồi đổi lại."),
    "keys.letters_rows": mark(
        "Phiếu dự phòng khóa có {expected} dòng ký tự, đã nhập {found} dòng. Chưa thay đổi khóa. Nhập đủ các dòng."
    ),
    "keys.letters_row": mark(
        "Dòng {row} của phiếu dự phòng khóa không khớp ký tự kiểm. Chưa thay đổi khóa. Xem lại dòng này trên phiếu."
    ),
    "keys.other_office": mark(
        "Phiếu dự phòng này là của khóa có vân tay {found}, không phải khóa đang ghi nhận của cơ quan ({expected}). "
        "Chưa thay đổi khóa. Tìm phiếu in sau lần đổi khóa gần nhất, hoặc đổi khóa mới."
    ),
    "keys.cannot_write": mark(
        "Không ghi được khóa vào “{folder}”: {reason}. Khóa cũ, nếu có, còn nguyên. Kiểm tra quyền ghi và chỗ trống."
    ),
    "card.replaced_key": mark(
        "Phiếu “{file}” mang khóa cũ của {office}, đã được thay từ ngày {since}. Khóa đang ghi nhận còn nguyên. "
        "Xin đơn vị phiếu mới nhất."
    ),
}
