# Written by asml from services/books/service.toml. Changes made here are lost.

resource "aws_cloudwatch_log_group" "books_audit" {
  name              = "/aws/lambda/asml-shop-books-audit"
  retention_in_days = 14
}

resource "aws_lambda_function" "books_audit" {
  function_name    = "asml-shop-books-audit"
  role             = aws_iam_role.books_audit.arn
  runtime          = "provided.al2023"
  handler          = "audit.handler"
  filename         = "${path.module}/services/books/audit.zip"
  source_code_hash = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="
  architectures    = ["x86_64"]
  memory_size      = 1024
  timeout          = 5
  publish          = true

  logging_config {
    log_format            = "JSON"
    application_log_level = "INFO"
    log_group             = aws_cloudwatch_log_group.books_audit.name
  }

  depends_on = [aws_iam_role_policy.books_audit]
}

resource "aws_lambda_alias" "books_audit" {
  name             = "live"
  function_name    = aws_lambda_function.books_audit.arn
  function_version = aws_lambda_function.books_audit.version
}

resource "aws_iam_role" "books_audit" {
  name               = "asml-shop-books-audit"
  assume_role_policy = data.aws_iam_policy_document.lambda.json
}

data "aws_iam_policy_document" "books_audit" {
  statement {
    sid       = "Log"
    actions   = ["logs:CreateLogStream", "logs:PutLogEvents"]
    resources = ["${aws_cloudwatch_log_group.books_audit.arn}:*"]
  }
}

resource "aws_iam_role_policy" "books_audit" {
  name   = "asml"
  role   = aws_iam_role.books_audit.name
  policy = data.aws_iam_policy_document.books_audit.json
}
