package dev.whiteboard.storage.upload;

import static dev.whiteboard.common.problem.ErrorCode.VALIDATION_ERROR;

import dev.whiteboard.common.problem.Problem;
import dev.whiteboard.common.security.Caller;
import dev.whiteboard.storage.quota.Accounts;
import dev.whiteboard.storage.tree.FileName;
import dev.whiteboard.storage.version.Committed;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Files as one body, so that {@code curl -T} works. */
@RestController
class ContentController {
    private final WholeFile files;
    private final Accounts accounts;

    ContentController(WholeFile files, Accounts accounts) {
        this.files = files;
        this.accounts = accounts;
    }

    @PutMapping("/api/v1/files/content")
    @ApiResponse(responseCode = "200", description = "a new version of a file", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "201", description = "a new file", useReturnTypeSchema = true)
    ResponseEntity<UploadController.CommittedView> put(@RequestParam("file_name") String fileName,
            @RequestParam(name = "parent_folder_id", required = false) @Nullable String parentFolderId,
            @RequestParam(name = "base_version", required = false) @Nullable Integer baseVersion,
            HttpServletRequest request, @AuthenticationPrincipal Caller caller) throws IOException {
        FileName name = FileName.check(fileName, "file_name");
        if (baseVersion != null && baseVersion < 1) {
            throw Problem.of(VALIDATION_ERROR, "must be at least 1").field("base_version").asException();
        }
        long parent = UploadController.parent(parentFolderId, accounts.rootOf(caller.userId()));
        String userName = caller.username();
        Committed committed = files.receive(caller.userId(), userName == null ? caller.userId() : userName, parent,
                name, baseVersion, request.getContentLengthLong(), request.getInputStream());
        return ResponseEntity.status(committed.fresh() ? HttpStatus.CREATED : HttpStatus.OK)
                .body(UploadController.CommittedView.of(committed));
    }
}
