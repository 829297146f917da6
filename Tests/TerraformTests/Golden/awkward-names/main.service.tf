# Written by asml from services/main/service.toml. Changes made here are lost.

resource "aws_cloudwatch_log_group" "main_trust" {
  name              = "/aws/lambda/asml-shop-main-trust"
  retention_in_days = 14
}

resource "aws_lambda_function" "main_trust" {
  function_name    = "asml-shop-main-trust"
  role             = aws_iam_role.main_trust.arn
  runtime          = "provided.al2023"
  handler          = "trust.handler"
  filename         = "${path.module}/services/main/trust.zip"
  source_code_hash = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="
  architectures    = ["x86_64"]
  memory_size      = 1024
  timeout          = 5
  publish          = true

  logging_config {
    log_format            = "JSON"
    application_log_level = "INFO"
    log_group             = aws_cloudwatch_log_group.main_trust.name
  }

  depends_on = [aws_iam_role_policy.main_trust]
}

resource "aws_lambda_alias" "main_trust" {
  name             = "live"
  function_name    = aws_lambda_function.main_trust.arn
  function_version = aws_lambda_function.main_trust.version
}

resource "aws_iam_role" "main_trust" {
  name               = "asml-shop-main-trust"
  assume_role_policy = data.aws_iam_policy_document.lambda.json
}

data "aws_iam_policy_document" "main_trust" {
  statement {
    sid       = "Log"
    actions   = ["logs:CreateLogStream", "logs:PutLogEvents"]
    resources = ["${aws_cloudwatch_log_group.main_trust.arn}:*"]
  }
}

resource "aws_iam_role_policy" "main_trust" {
  name   = "asml"
  role   = aws_iam_role.main_trust.name
  policy = data.aws_iam_policy_document.main_trust.json
}
