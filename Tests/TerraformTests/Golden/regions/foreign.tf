# Written by asml from services/foreign/service.toml. Changes made here are lost.

resource "aws_cloudwatch_log_group" "foreign_three" {
  provider = aws.account_210987654321

  name              = "/aws/lambda/asml-shop-foreign-three"
  retention_in_days = 14
}

resource "aws_lambda_function" "foreign_three" {
  provider = aws.account_210987654321

  function_name    = "asml-shop-foreign-three"
  role             = aws_iam_role.foreign_three.arn
  runtime          = "provided.al2023"
  handler          = "three.handler"
  filename         = "${path.module}/services/foreign/three.zip"
  source_code_hash = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="
  architectures    = ["x86_64"]
  memory_size      = 1024
  timeout          = 5
  publish          = true

  logging_config {
    log_format            = "JSON"
    application_log_level = "INFO"
    log_group             = aws_cloudwatch_log_group.foreign_three.name
  }

  depends_on = [aws_iam_role_policy.foreign_three]
}

resource "aws_lambda_alias" "foreign_three" {
  provider = aws.account_210987654321

  name             = "live"
  function_name    = aws_lambda_function.foreign_three.arn
  function_version = aws_lambda_function.foreign_three.version
}

resource "aws_iam_role" "foreign_three" {
  provider = aws.account_210987654321

  name               = "asml-shop-foreign-three"
  assume_role_policy = data.aws_iam_policy_document.lambda.json
}

data "aws_iam_policy_document" "foreign_three" {
  provider = aws.account_210987654321

  statement {
    sid       = "Log"
    actions   = ["logs:CreateLogStream", "logs:PutLogEvents"]
    resources = ["${aws_cloudwatch_log_group.foreign_three.arn}:*"]
  }
}

resource "aws_iam_role_policy" "foreign_three" {
  provider = aws.account_210987654321

  name   = "asml"
  role   = aws_iam_role.foreign_three.name
  policy = data.aws_iam_policy_document.foreign_three.json
}

resource "aws_lambda_function_url" "foreign_three" {
  provider = aws.account_210987654321

  function_name      = aws_lambda_function.foreign_three.arn
  qualifier          = aws_lambda_alias.foreign_three.name
  authorization_type = "NONE"
  invoke_mode        = "BUFFERED"
}

resource "aws_lambda_permission" "foreign_three_url" {
  provider = aws.account_210987654321

  statement_id           = "url"
  action                 = "lambda:InvokeFunctionUrl"
  function_name          = aws_lambda_function.foreign_three.arn
  qualifier              = aws_lambda_alias.foreign_three.name
  principal              = "*"
  function_url_auth_type = "NONE"
}

resource "aws_lambda_permission" "foreign_three_url-invoke" {
  provider = aws.account_210987654321

  statement_id  = "url-invoke"
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.foreign_three.arn
  qualifier     = aws_lambda_alias.foreign_three.name
  principal     = "*"
}
