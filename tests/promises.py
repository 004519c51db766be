"""What the manual's page promise.md promises, sentence by sentence in its order, and the tests that hold each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Promise:
    """A sentence of the page, and where it is held: "folder/module: test"."""

    says: str
    held_by: Sequence[str]


PROMISES = (
    Promise(
        "Điều phần mềm đã báo là đã lưu thì còn nguyên khi mở lại, dù chương trình bị tắt ở bất kỳ lúc nào.",
        (
            "faults/test_kills: test_killed_at_any_moment",
            "faults/test_kills: test_killed_a_thousand_times",
            "store/test_crash: test_killed_in_the_middle_of_writing",
            "gui/test_opening: test_what_lay_in_the_log_of_a_killed_program_is_there",
        ),
    ),
    Promise(
        "Nhập, gộp, nâng cấp, sao lưu, khôi phục, lập gói, lập văn bản hoặc xong hẳn, hoặc như chưa làm; "
        "không có gì dở một nửa.",
        (
            "faults/test_kills: test_killed_at_any_moment",
            "faults/test_kills: test_a_process_of_its_own_is_killed",
            "store/test_crash: test_a_broken_rule_in_the_middle_rolls_everything_back",
        ),
    ),
    Promise(
        "Ô đang gõ dở được ghi tạm và được mời khôi phục ở lần mở sau.",
        (
            "gui/test_comfort: test_a_draft_is_written_while_typing_and_gone_when_saved",
            "gui/test_comfort: test_a_draft_left_by_a_crash_is_offered_again",
        ),
    ),
    Promise(
        "Không có tệp tạm nào nằm lại gây bối rối, và chương trình đã tắt không khóa lần mở sau.",
        (
            "faults/test_kills: test_killed_at_any_moment",
            "faults/test_places: test_what_a_dead_process_left_is_swept_and_a_living_one_s_is_not",
            "gui/test_opening: test_the_lock_of_a_killed_program_is_void",
        ),
    ),
    Promise(
        "Đĩa đầy, USB bị rút, thư mục chỉ đọc, tệp đang bị chương trình khác mở: phần mềm nói bằng tiếng Việt "
        "vì sao, điều gì còn nguyên, và tệp cũ không hỏng.",
        (
            "faults/test_disk: test_a_write_that_fails_is_told_and_harms_nothing",
            "faults/test_disk: test_a_full_disk",
            "faults/test_disk: test_every_write_of_every_action_may_fail",
            "faults/test_places: test_no_answer_of_a_disk_is_told_in_english_where_it_is_known",
            "faults/test_places: test_what_windows_answers",
            "gui/test_opening: test_a_database_that_another_program_is_writing_is_told_of",
            "gui/test_disk_faults: test_what_was_typed_stays_until_it_can_be_saved",
        ),
    ),
    Promise(
        "Ô không lưu được vì ổ đĩa vẫn nằm trên màn hình cho tới khi lưu được.",
        ("gui/test_disk_faults: test_what_was_typed_stays_until_it_can_be_saved",),
    ),
    Promise(
        "Gói chép vào USB được đọc lại và so với bản gốc; khác thì phần mềm nói ngay.",
        (
            "bundle/test_handing_over: test_a_copy_is_read_back_and_remembered",
            "bundle/test_handing_over: test_a_stick_that_gives_back_something_else",
        ),
    ),
    Promise(
        "Thư mục tên có dấu, tên ghép dấu kiểu máy Mac, đường dẫn dài: mở và ghi như mọi thư mục, hoặc được "
        "báo rõ là tên quá dài.",
        (
            "faults/test_places: test_an_office_works_wherever_it_lies",
            "faults/test_places: test_a_name_as_long_as_the_disk_allows",
        ),
    ),
    Promise(
        "Thư mục mạng được nhận ra và ghi theo cách an toàn hơn.",
        (
            "store/test_settings: test_no_log_on_a_network_folder",
            "faults/test_places: test_in_a_network_folder",
        ),
    ),
    Promise(
        "Một cơ quan mở ở hai cửa sổ thì cửa sổ thứ hai chỉ xem, cho tới khi cửa sổ thứ nhất đóng.",
        (
            "gui/test_two_processes: test_the_second_program_only_looks_until_the_first_has_gone",
            "gui/test_opening: test_one_that_another_window_has_is_told_of",
        ),
    ),
    Promise(
        "Bản sao lưu được làm vào lần mở cửa sổ đầu tiên mỗi ngày, hoặc trước thay đổi đầu tiên trong ngày bằng "
        "dòng lệnh, và trước khi nhập, gộp, nâng cấp, khôi phục; bản nào cũng được đọc lại từ đĩa mới được tính.",
        (
            "usecases/test_backups: test_the_first_opening_of_a_day_makes_one_backup",
            "cli/test_day_backup: test_the_first_change_of_each_day_is_preceded_by_a_backup_and_no_other",
            "gui/test_damaged: test_the_window_begins_the_day_beside_the_clerk",
            "test_promise: test_an_import_is_preceded_by_a_backup",
            "bundle/test_merging: test_one_backup_before_the_first_change",
            "store/test_migrate: test_an_older_database_is_backed_up_then_migrated",
            "usecases/test_backups: test_restoring_brings_the_files_back",
        ),
    ),
    Promise(
        "Nơi sao lưu thứ hai được chép mỗi ngày khi phần mềm thấy nơi đó, được đọc lại, và được nhắc khi lâu "
        "chưa chép.",
        (
            "usecases/test_backups: test_the_second_place",
            "domain/test_backup_keeping: test_when_the_second_place_waits",
            "gui/test_overview: test_the_second_place_is_spoken_of_until_it_was_copied_to",
        ),
    ),
    Promise(
        "Bản cũ được bỏ bớt theo ngày, tuần, tháng; bản tốt cuối cùng không bao giờ bị bỏ.",
        (
            "domain/test_backup_keeping: test_what_may_go",
            "domain/test_backup_keeping: test_the_newest_stays_and_so_does_all_of_two_days",
            "usecases/test_backups: test_old_backups_go_and_nothing_goes_where_the_newest_is_bad",
        ),
    ),
    Promise(
        "Bản sao lưu gồm cả tệp minh chứng và văn bản đã ban hành; khôi phục đưa các tệp ấy về.",
        (
            "usecases/test_backups: test_restoring_brings_the_files_back",
            "usecases/test_backups: test_what_a_backup_holds",
        ),
    ),
    Promise(
        "Khôi phục chỉ thay dữ liệu sau khi bản được chọn đã kiểm tra xong, và giữ lại dữ liệu cũ.",
        (
            "store/test_backup: test_restoring_keeps_the_old_one",
            "store/test_backup: test_a_bad_backup_never_takes_the_place",
        ),
    ),
    Promise(
        "Tệp dữ liệu hỏng được nhận ra khi mở, mỗi ngày và khi kiểm tra toàn bộ hằng tuần; dữ liệu hỏng không "
        "được sao lưu thay cho bản tốt.",
        (
            "usecases/test_backups: test_a_damaged_database_is_noticed_and_not_backed_up",
            "usecases/test_backups: test_the_full_check_comes_once_a_week",
            "gui/test_damaged: test_damage_found_while_it_is_open_is_offered_the_same",
        ),
    ),
    Promise(
        "Từ tệp hỏng, từng dòng còn đọc được ghi sau bản sao lưu cuối được nêu tên rồi mới lấy lại; không "
        "dòng nào bị bịa ra.",
        (
            "usecases/test_salvaging: test_what_was_recorded_since_is_saved",
            "usecases/test_salvaging: test_any_damage_ends_in_a_sound_database_with_nothing_made_up",
            "gui/test_damaged: test_what_can_be_saved_is_listed_and_saved",
        ),
    ),
    Promise(
        "Tệp nhập được đọc ở một tiến trình riêng, trong giới hạn 60 MB, 120 giây, 2 GB bộ nhớ; quá mức thì "
        "bị từ chối bằng một câu, chương trình vẫn chạy.",
        (
            "importing/test_isolate: test_the_real_worker_keeps_its_memory_limit",
            "importing/test_isolate: test_a_child_that_does_not_answer",
            "importing/test_hostile: test_a_slow_file_ends_at_the_time_limit",
            "importing/test_refusals: test_larger_than_allowed",
        ),
    ),
    Promise(
        "Bom nén, thực thể lồng nhau, bảng khai một triệu dòng, một triệu ô gộp không làm treo máy.",
        (
            "importing/test_refusals: test_refused_with_one_sentence",
            "importing/test_hostile: test_no_part_of_a_workbook_declares_entities",
            "importing/test_hostile: test_a_sheet_that_says_it_has_a_million_rows",
            "importing/test_hostile: test_a_million_merged_cells",
            "fuzz/test_short: test_hostile_input_is_read_or_refused",
        ),
    ),
    Promise(
        "Macro, liên kết, công thức trong tệp nhập không bao giờ được chạy, tải về hay tính.",
        (
            "importing/test_hostile: test_macros_links_and_fields_are_neither_run_nor_fetched",
            "importing/test_docx: test_macros_and_other_parts_are_never_looked_at",
            "importing/test_xlsx: test_formulas_give_their_stored_value_or_a_problem",
        ),
    ),
    Promise(
        "Tệp xuất ra không chứa công thức; chữ giống thẻ HTML, giống lệnh SQL chỉ là chữ.",
        (
            "documents/test_render_xlsx_words: test_no_formula_in_the_file",
            "documents/test_render_xlsx_words: test_hostile_text_is_text",
            "documents/test_text_pdf: test_what_looks_like_markup_prints_as_typed",
            "importing/test_hostile: test_hostile_names_are_just_names",
            "gui/test_tasks_page: test_hostile_text_stays_text",
        ),
    ),
    Promise(
        "Ký tự không nhìn thấy được bỏ khi nhập; của đơn vị khác gửi đến thì hiện bằng mã số.",
        (
            "domain/test_invisible_signs: test_a_sign_without_width",
            "importing/test_hostile: test_hostile_names_are_just_names",
            "gui/test_invisible_signs: test_they_are_shown_in_details_and_in_the_citys_matrix",
        ),
    ),
    Promise(
        "Gói, phiếu, biên nhận, tệp giao nhiệm vụ bị sửa dù một byte đều bị từ chối; gói của đơn vị này không "
        "đụng được vào dòng của đơn vị khác.",
        (
            "bundle/test_merging: test_a_changed_byte_is_never_applied",
            "bundle/test_cards: test_every_changed_byte_of_a_card_is_seen",
            "bundle/test_receipts: test_every_changed_byte_of_a_receipt_is_seen",
            "bundle/test_assignments: test_every_changed_byte_is_seen",
            "bundle/test_merging: test_an_office_cannot_touch_anothers_rows",
        ),
    ),
    Promise(
        "Tên có ký tự xuống dòng không thêm được người nhận vào thư nháp.",
        (
            "usecases/test_hostile_mail: test_a_line_break_makes_no_header",
            "bundle/test_handing_over: test_a_name_cannot_add_to_the_letters_head",
        ),
    ),
    Promise(
        "Dữ liệu và gói của mọi bản đã phát hành từ 0.2.0 đều mở được, nhận được.",
        (
            "test_versions: test_the_frozen_versions_are_those_of_the_changelog",
            "test_versions: test_a_frozen_database_opens_whole",
            "test_versions: test_a_frozen_bundle_merges",
        ),
    ),
    Promise(
        "Nâng cấp hỏng giữa chừng thì tệp cũ còn nguyên và bản cũ vẫn dùng được.",
        (
            "faults/test_migrations: test_a_failing_migration_leaves_the_old_file",
            "store/test_migrate: test_a_step_that_fails_leaves_the_old_version_usable",
        ),
    ),
    Promise(
        "Dữ liệu do bản mới hơn ghi không bị mở nhầm; gói của bản mới hơn được giữ lại, nhận khi đã cập nhật.",
        (
            "store/test_open: test_a_newer_database_is_refused_and_stays_untouched",
            "faults/test_migrations: test_a_newer_database_is_refused_untouched",
            "bundle/test_waiting: test_a_newer_format_is_held_and_taken_once_it_can_be_read",
        ),
    ),
    Promise(
        "Mọi thư viện trong bản phát hành được ghim bằng mã băm, có giấy phép kèm theo, không phần nào theo GPL.",
        (
            "test_licences: test_everything_locked_has_hashes",
            "test_licences: test_every_part_has_a_licence_and_its_words",
            "test_licences: test_nothing_needs_the_gpl",
        ),
    ),
    Promise(
        "Mỗi thay đổi ghi ai, lúc nào, từ giá trị nào sang giá trị nào, đến từ đâu.",
        (
            "usecases/test_trace: test_people_read_who_when_what_from_and_to",
            "usecases/test_trace: test_a_task_s_history_says_where_each_change_came_from",
        ),
    ),
    Promise(
        "Dòng bị sửa, thêm, xóa ngoài phần mềm thì lệnh `check` và lần kiểm tra hằng tuần nêu ra đúng chỗ.",
        (
            "store/test_check: test_tampering_is_found_and_named",
            "store/test_check: test_an_altered_row_with_a_fitting_hash_differs_from_the_journal",
            "store/test_check: test_merged_rows_slipped_in_or_taken_out_are_found",
        ),
    ),
    Promise(
        "Nhật ký bị cắt hoặc ghi lại từ đầu thì không còn khớp với gói đã lập; `check` nêu gói nào.",
        ("usecases/test_trace: test_a_journal_written_anew_is_found_by_the_bundle_that_names_its_head",),
    ),
    Promise(
        "Thành phố kiểm tra tệp nhật ký của một đơn vị thì so được với các gói đã nhận từ đơn vị đó.",
        ("usecases/test_trace: test_the_city_compares_a_trace_with_the_bundles_it_received",),
    ),
    Promise(
        "Văn bản đã ban hành giữ nguyên từng byte; tệp bị sửa hay bị mất được báo.",
        (
            "usecases/test_paper_issued: test_it_stays_as_it_was_whatever_happens_to_the_data",
            "usecases/test_paper_issued: test_a_lost_or_altered_file_is_told",
        ),
    ),
    Promise(
        "Phần mềm không mở kết nối mạng nào, trừ khi cán bộ thành phố tự gõ lệnh `city publish`.",
        (
            "journeys/test_no_network: test_the_whole_journey_and_every_page_use_no_socket",
            "journeys/test_no_network: test_every_dialog_uses_no_socket",
            "publishing/test_addresses: test_the_driver_is_loaded_for_this_command_only",
        ),
    ),
    Promise(
        "Tệp có dòng MẬT, TỐI MẬT, TUYỆT MẬT đứng riêng trên tiêu đề bị từ chối, nêu căn cứ, và không lưu lại gì.",
        (
            "importing/test_secrecy: test_a_mark_above_the_list_is_refused",
            "importing/test_secrecy: test_nothing_of_it_is_left_with_the_temporary_files",
            "importing/test_refusals: test_a_state_secret_is_refused",
        ),
    ),
    Promise(
        "Tệp minh chứng là Word, Excel, PDF có chữ cũng bị từ chối như vậy; ảnh, bản quét, tệp Word kiểu cũ .doc, "
        "tệp có mật khẩu thì phần mềm không biết được và nói ngay khi đính kèm.",
        (
            "usecases/test_evidence_marks: test_a_marked_document_is_refused_and_an_ordinary_one_taken_without_a_word",
            "usecases/test_evidence_marks: test_what_cannot_be_judged_is_taken_and_told",
            "gui/test_evidence_and_central: test_files_are_dropped_and_a_wrong_one_is_refused_in_place",
        ),
    ),
    Promise(
        "Chữ “mật” trong câu không chặn việc nhập.",
        (
            "importing/test_secrecy: test_the_words_in_a_sentence_are_read",
            "importing/test_refusals: test_the_word_elsewhere_does_not_block",
        ),
    ),
    Promise(
        "Báo cáo sự cố không chứa nội dung nhiệm vụ nào.",
        (
            "gui/test_crash: test_nothing_of_the_users_is_in_it",
            "usecases/test_nothing_told: test_a_fault_tells_nothing_of_a_task",
        ),
    ),
    Promise(
        "Khóa ký chỉ nằm trong thư mục khóa của máy; không có trong bản sao lưu, gói, phiếu hay tệp nhật ký.",
        (
            "usecases/test_nothing_told: test_no_private_key_stands_outside_its_folder",
            "usecases/test_backups: test_the_private_keys_never_leave",
        ),
    ),
    Promise(
        "Gói niêm phong chỉ máy của thành phố mở được.",
        (
            "bundle/test_sealing: test_the_sender_cannot_open_it_any_more_the_city_can",
            "bundle/test_sealing: test_another_recipient_is_told_apart_from_damage",
        ),
    ),
    Promise(
        "Chế độ chỉ xem từ chối mọi thay đổi, kể cả ở tầng dữ liệu.",
        (
            "usecases/test_read_only: test_every_change_is_refused_before_anything_else",
            "usecases/test_read_only: test_the_database_itself_cannot_be_written",
        ),
    ),
    Promise(
        "Gói đến theo thứ tự nào, đến bao nhiêu lần, kết quả vẫn như nhau.",
        (
            "bundle/test_any_order: test_any_order_and_any_repetition_end_in_the_same_tables",
            "bundle/test_merging: test_the_same_again_changes_nothing",
            "usecases/test_city_machine: test_wards_computers_and_the_city",
        ),
    ),
    Promise(
        "Hai máy ghi khác nhau thì cả hai giá trị được giữ cho tới khi có người quyết định.",
        (
            "bundle/test_forks: test_a_field_that_both_changed_is_kept_with_both_values",
            "usecases/test_city_machine: test_wards_computers_and_the_city",
        ),
    ),
    Promise(
        "Một gói được nhận trọn vẹn hoặc không nhận gì; gói hỏng không làm dừng gói khác.",
        (
            "usecases/test_lessons: test_a_row_lost_on_the_way_takes_the_whole_bundle_back",
            "bundle/test_mixed_folder: test_a_preview_then_each_as_it_said",
        ),
    ),
)
